import { SqliteError } from 'better-sqlite3';
import type { Db } from '../db.js';
import { describeTable } from './salvage-rows.js';
import { readSecond } from './second-copies.js';

/** The tables that have a second copy of what OOPSes say, and the column of an OOPS that names their rows. */
const NAMED_BY = [
  ['exception', 'exception_id'],
  ['stored_signature', 'signature_id'],
  ['reporter', 'reporter_id'],
] as const;

/** Rows that say something else than the index that holds the same: one of the two is damaged, and nobody knows which. */
export interface ContradictedRows {
  readonly table: string;
  /** The column of an OOPS that names them. */
  readonly column: string;
  readonly ids: readonly number[];
}

/**
 * Finds them among the rows that were copied.
 *
 * @param from the damaged database, of which the indexes are read
 */
export function findContradicted(from: Db, db: Db): ContradictedRows[] {
  return NAMED_BY.map(([table, column]) => ({ table, column, ids: findInTable(from, db, table) }));
}

function findInTable(from: Db, db: Db, table: string): number[] {
  const { columns } = describeTable(db, table);
  const list = columns.join(', ');
  db.exec(`CREATE TEMP TABLE said AS SELECT ${list} FROM ${table} WHERE 0`);
  const say = db.prepare(`INSERT INTO temp.said VALUES (${columns.map(() => '?').join(', ')})`);
  try {
    for (const cells of readSecond(from, table, columns)) say.run(...cells);
    if (table === 'stored_signature') db.exec(GIVE_BUGS_BACK);
    return db
      .prepare(`SELECT id FROM (SELECT ${list} FROM ${table} EXCEPT SELECT ${list} FROM temp.said)`)
      .pluck()
      .all() as number[];
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    // The index cannot be read: what it says is no argument.
    return [];
  } finally {
    db.exec('DROP TABLE temp.said');
  }
}

/** No bit that turns makes a bug up: the index of those that are tracked has none of others. */
const GIVE_BUGS_BACK = `
  UPDATE stored_signature SET bug = s.bug FROM temp.said s
  WHERE s.id = stored_signature.id AND stored_signature.bug IS NULL AND s.bug IS NOT NULL`;

/** The OOPSes that name them. */
export function findNaming(db: Db, rows: readonly ContradictedRows[]): number[] {
  return rows.flatMap(
    ({ column, ids }) =>
      db
        .prepare(`SELECT id FROM stored_oops WHERE ${column} IN (SELECT value FROM json_each(?))`)
        .pluck()
        .all(JSON.stringify(ids)) as number[],
  );
}

/** Drops those that no OOPS names any more. A signature that a bug tracks stays: if it is right, it is found again. */
export function dropUnnamed(db: Db, rows: readonly ContradictedRows[]): void {
  for (const { table, column, ids } of rows) {
    const isTracked = table === 'stored_signature' ? 'AND bug IS NULL' : '';
    db.prepare(
      `DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT ${column} FROM stored_oops) ${isTracked}`,
    ).run(JSON.stringify(ids));
  }
}

/** How many bugs track a signature that may be another, or are another themselves. */
export function countDoubtfulBugs(db: Db, rows: readonly ContradictedRows[]): number {
  const ids = rows.find(({ table }) => table === 'stored_signature')?.ids ?? [];
  return db
    .prepare(
      'SELECT count(*) FROM stored_signature WHERE bug IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .get(JSON.stringify(ids)) as number;
}
