import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';

/** Looks into a database that others have open as well. */
export function inDatabase<T>(file: string, read: (db: Db) => T): T {
  const { db } = openDatabase(file);
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** The ids of all OOPSes of a database, in their order. */
export function idsIn(file: string): string[] {
  return inDatabase(
    file,
    (db) => db.prepare('SELECT oops_id FROM stored_oops ORDER BY oops_id').pluck().all() as string[],
  );
}

/** The paths of the reports in a spool, in their order. */
export function spooledIn(spool: string): string[] {
  return readdirSync(spool)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .flatMap((day) => readdirSync(join(spool, day)).map((name) => join(spool, day, name)))
    .sort();
}
