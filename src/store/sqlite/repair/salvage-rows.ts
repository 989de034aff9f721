import { SqliteError } from 'better-sqlite3';
import type { Db } from '../db.js';
import type { Value } from '../sums/hash-row.js';

/** A value as it is bound and read; BLOBs among them. */
export type Cell = Value | Buffer;

/** A table that is read row by row, past what cannot be read. */
export interface SalvagedTable {
  readonly table: string;
  /** All columns that are stored, in their order: they are read by it, as a damaged schema can call them otherwise. */
  readonly columns: readonly string[];
  /** What its rows are in the order of: a number of its own, or the columns of its key. */
  readonly key: readonly string[];
  /** The columns by which a row is another one. */
  readonly primaryKey: readonly string[];
  readonly hasRowid: boolean;
}

/** A row that could be read. */
export interface SalvagedRow {
  readonly cells: readonly Cell[];
  /** Its number lies between those beside it. Where it does not, one of them may be the number of another row. */
  readonly isInOrder: boolean;
}

/** How a table is built. */
export function describeTable(db: Db, table: string): SalvagedTable {
  const info = db.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid').raw().all(table) as [
    string,
    number,
  ][];
  const isWithout = db.prepare('SELECT wr FROM pragma_table_list(?)').pluck().get(table) === 1;
  const primaryKey = info
    .filter(([, place]) => place > 0)
    .sort((a, b) => a[1] - b[1])
    .map(([name]) => `"${name}"`);
  return {
    table,
    columns: info.map(([name]) => `"${name}"`),
    key: isWithout ? primaryKey : ['rowid'],
    primaryKey,
    hasRowid: !isWithout,
  };
}

/**
 * Every row of a table that can be read: its own pages are asked, and no index of it. A row can come twice. Returns whether that
 * were all.
 */
export function* salvageRows(db: Db, { hasRowid, ...table }: SalvagedTable): Generator<SalvagedRow, boolean> {
  if (hasRowid) return yield* salvageByNumber(db, table);
  const inOrder = (order: string) => `${select(table)} ORDER BY ${table.key.map((key) => `${key} ${order}`)}`;
  if (yield* readAll(db, inOrder(''), table)) return true;
  yield* readAll(db, inOrder('DESC'), table);
  return false;
}

type Selected = Pick<SalvagedTable, 'table' | 'columns' | 'key'>;

function select({ table }: Selected, first = ''): string {
  return `SELECT ${first}* FROM ${table} NOT INDEXED`;
}

/** Returns whether it came to the end. */
function* readAll(db: Db, sql: string, { columns }: Selected): Generator<SalvagedRow, boolean> {
  try {
    for (const row of db.prepare(sql).raw().iterate() as Iterable<Cell[]>) {
      yield { cells: row.slice(0, columns.length), isInOrder: true };
    }
    return true;
  } catch (error) {
    refuseOther(error);
    return false;
  }
}

interface HeldRow {
  readonly id: number;
  readonly cells: readonly Cell[];
  /** Its number is above that of the row before. */
  readonly isAbove: boolean;
}

/** Reads on behind what cannot be read, as near to it as that works. */
function* salvageByNumber(db: Db, table: Selected): Generator<SalvagedRow, boolean> {
  let isWhole = true;
  let first = Number.MIN_SAFE_INTEGER;
  let last = 0;
  /** The row before, which is given out when it is known what comes behind it. */
  let held = null as HeldRow | null;
  for (;;) {
    try {
      const rows = db.prepare(`${select(table, 'rowid, ')} WHERE rowid >= ? ORDER BY rowid`).raw();
      for (const [id, ...row] of rows.iterate(first) as Iterable<[number, ...Cell[]]>) {
        const before = held;
        last = Math.max(last, id);
        held = { id, cells: row.slice(0, table.columns.length), isAbove: before === null || id > before.id };
        if (before) yield { cells: before.cells, isInOrder: before.isAbove && id > before.id };
      }
      if (held) yield { cells: held.cells, isInOrder: held.isAbove };
      return isWhole;
    } catch (error) {
      refuseOther(error);
    }
    if (held) yield { cells: held.cells, isInOrder: held.isAbove };
    held = null;
    isWhole = false;
    const next = findReadable(db, table, Math.max(last, 0) + 1);
    if (next === null) return false;
    first = next;
  }
}

/** So far behind nobody has rows. */
const FARTHEST = 2 ** 40;

/** The first number from which on a row can be read; null where there is none. */
function findReadable(db: Db, table: Selected, from: number): number | null {
  const one = db.prepare(`${select(table, 'rowid, ')} WHERE rowid >= ? ORDER BY rowid LIMIT 1`);
  const isReadable = (at: number) => {
    try {
      one.raw().get(at);
      return true;
    } catch (error) {
      refuseOther(error);
      return false;
    }
  };
  let step = 1;
  while (!isReadable(from + step)) {
    step *= 2;
    if (step > FARTHEST) return null;
  }
  let [bad, good] = [from + Math.floor(step / 2), from + step];
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isReadable(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Damage is what is expected here; nothing else is. */
function refuseOther(error: unknown): void {
  if (error instanceof SqliteError && /^SQLITE_(CORRUPT|ERROR|MISMATCH|TOOBIG|NOTADB)/.test(error.code))
    return;
  throw error;
}
