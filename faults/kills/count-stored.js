import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * How many OOPSes the database of a folder holds now, and how many rejects.
 *
 * @param {string} folder
 */
export function countStored(folder) {
  const path = join(folder, 'oops-report.db');
  if (!existsSync(path)) return { oopses: 0, rejects: 0 };
  const db = new Database(path, { readonly: true });
  try {
    const count = (/** @type {string} */ table) =>
      Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return { oopses: count('stored_oops'), rejects: count('reject') };
  } catch {
    // It is being made.
    return { oopses: 0, rejects: 0 };
  } finally {
    db.close();
  }
}
