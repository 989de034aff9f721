import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Db } from '../db.js';
import { type Cell, describeTable, salvageRows } from './salvage-rows.js';
import { readSecond, SECOND_COPIES } from './second-copies.js';

/** What nobody but the database knows, by its tables. */
const TABLES = ['stored_window', 'window_change', 'deployment_run'] as const;

/** Rows, each by the names of its columns. */
type Rows = readonly Readonly<Record<string, Cell>>[];

/**
 * Writes what no source has to a new file beside the database, as its tables say it and, where they say something else, as
 * their indexes do: windows, their log, deployment runs, and the bugs of signatures.
 */
export function exportKept(db: Db, file: string): void {
  const tables = TABLES.map((table) => {
    const rows = readRows(db, table);
    const others = readByIndex(db, table).filter((row) => !holds(rows, row));
    return [table, others.length === 0 ? { rows } : { rows, asTheIndexSays: others }] as const;
  });
  const bugs = tolerate(() => readBugs(db, 'stored_signature NOT INDEXED')) ?? [];
  const byIndex = tolerate(() => readBugs(db, SECOND_COPIES.stored_signature)) ?? [];
  const otherBugs = byIndex.filter((bug) => !holds(bugs, bug));
  const kept = {
    kind: 'kept',
    ...Object.fromEntries(tables),
    bugs,
    ...(otherBugs.length > 0 ? { bugsAsTheIndexSays: otherBugs } : {}),
  };
  const out = openSync(file, 'wx', 0o600);
  try {
    writeSync(out, `${JSON.stringify(kept, null, 2)}\n`);
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

function readRows(db: Db, name: string): Rows {
  const table = describeTable(db, name);
  return Array.from(salvageRows(db, table), ({ cells }) => nameCells(table.columns, cells));
}

/** Empty where the schema is older, or the index cannot be read. */
function readByIndex(db: Db, name: string): Rows {
  const { columns } = describeTable(db, name);
  return (
    tolerate(() => Array.from(readSecond(db, name, columns), (cells) => nameCells(columns, cells))) ?? []
  );
}

function nameCells(columns: readonly string[], cells: readonly Cell[]): Rows[number] {
  return Object.fromEntries(columns.map((column, place) => [column.slice(1, -1), cells[place] ?? null]));
}

function holds(rows: Rows, row: Rows[number]): boolean {
  const text = JSON.stringify(row);
  return rows.some((one) => JSON.stringify(one) === text);
}

/** @param signatures where they are read */
function readBugs(db: Db, signatures: string): Rows {
  return db
    .prepare(
      `SELECT t.value AS type, v.value, s.bug FROM (SELECT * FROM ${signatures}) s
         LEFT JOIN text t ON t.id = s.type_id LEFT JOIN text v ON v.id = s.value_id
       WHERE +s.bug IS NOT NULL ORDER BY s.id`,
    )
    .all() as Rows;
}

function tolerate<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
