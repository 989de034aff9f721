import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Db } from '../db.js';
import { SECOND_COPIES } from './copy-tables.js';
import { type Cell, describeTable, salvageRows } from './salvage-rows.js';

/** What nobody but the database knows, by its tables. */
const TABLES = ['stored_window', 'window_change', 'deployment_run'] as const;

/** The index of each that holds the same again. */
const INDEXES = {
  stored_window: 'check_window',
  window_change: 'check_window_change',
  deployment_run: 'check_deployment_run',
} as const;

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
  return Array.from(salvageRows(db, table), ({ cells }) =>
    Object.fromEntries(table.columns.map((column, place) => [column.slice(1, -1), cells[place] ?? null])),
  );
}

/** Empty where the schema is older, or the index cannot be read. */
function readByIndex(db: Db, table: (typeof TABLES)[number]): Rows {
  const columns = describeTable(db, table).columns.join(', ');
  const sql = `SELECT ${columns} FROM ${table} INDEXED BY ${INDEXES[table]}`;
  return tolerate(() => db.prepare(sql).all() as Rows) ?? [];
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
