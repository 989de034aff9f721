import { SqliteError } from 'better-sqlite3';
import type { Db } from '../db.js';
import { LAST_SEQ } from '../last-seq.js';
import { type Cell, describeTable, type SalvagedRow, salvageRows } from './salvage-rows.js';
import { hasSecond, readSecond } from './second-copies.js';

/** What is not copied, because it is made anew of the rest. */
const DERIVED = ['fact_block', 'packed_block', 'row_sum', 'stored_attribution'];

/** What stands in `derived_from` and follows from nothing else. */
const KEPT_NOTES = "'copy', 'unswept'";

/** How much of a table was lost. */
export interface CopiedTable {
  readonly table: string;
  /** Whether all of its pages could be read. */
  readonly isWhole: boolean;
  /** Rows that say what no row of this table can. */
  readonly refused: number;
}

/** Copies what can be read of a damaged database into a new one of the same schema, which checks no references meanwhile. */
export function copyTables(from: Db, to: Db): CopiedTable[] {
  const tables = to
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'text_index%'
       ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  const copied = tables
    .filter((table) => !DERIVED.includes(table))
    .map((table) => to.transaction(() => copyTable(from, to, table))());
  to.exec(`DELETE FROM derived_from WHERE name NOT IN (${KEPT_NOTES}, 'schema')`);
  return copied;
}

function copyTable(from: Db, to: Db, name: string): CopiedTable {
  const table = describeTable(to, name);
  const { columns, primaryKey } = table;
  const isItself = hasSecond(name) ? () => false : findTelling(from, name, columns);
  const add = to.prepare(
    `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (${primaryKey.join(', ')}) DO NOTHING`,
  );
  let [refused, misplaced] = [0, 0];
  const keep = ({ cells, isInOrder }: SalvagedRow) => {
    if (cells.some(isNoNumber) || (name === 'stored_oops' && Number(cells[0]) > LAST_SEQ)) {
      refused++;
      return;
    }
    if (!isInOrder && !isItself(cells)) {
      misplaced++;
      return;
    }
    try {
      add.run(...cells);
    } catch (error) {
      if (!(error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))) throw error;
      refused++;
    }
  };
  const rows = salvageRows(from, table);
  let next = rows.next();
  for (; !next.done; next = rows.next()) keep(next.value);
  const isWhole = next.value;
  if (!isWhole || refused + misplaced > 0) {
    try {
      for (const cells of readSecond(from, name, columns)) keep({ cells, isInOrder: true });
    } catch (error) {
      // Whatever stops it: the first reading is there already.
      if (!(error instanceof SqliteError)) throw error;
    }
  }
  return { table: name, isWhole, refused };
}

/** The indexes that tell of a row by what it says whether its number is its own. */
const TELLING: Readonly<Record<string, { readonly index: string; readonly column: string }>> = {
  text: { index: 'text_by_hash', column: 'hash' },
  stored_oops: { index: 'sqlite_autoindex_stored_oops_1', column: 'oops_id' },
};

/** Makes what tells whether the number of a row is its own; what no index tells of is taken for right. */
function findTelling(
  from: Db,
  name: string,
  columns: readonly string[],
): (cells: readonly Cell[]) => boolean {
  const telling = TELLING[name];
  if (telling === undefined) return () => true;
  const { index, column } = telling;
  const place = columns.indexOf(`"${column}"`);
  const select = `SELECT 1 FROM ${name} INDEXED BY ${index} WHERE ${column} = ? AND id = ?`;
  return (cells) => {
    try {
      return from.prepare(select).get(cells[place], cells[0]) !== undefined;
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      return false;
    }
  };
}

/** Whether it is a whole number that no writer can have stored. */
function isNoNumber(cell: Cell): boolean {
  return Number.isInteger(cell) && !Number.isSafeInteger(cell);
}
