import type Database from 'better-sqlite3';

/** An open database of this program. */
export type Db = Database.Database;

/**
 * Runs `work` in one transaction: all that it writes is kept, or nothing when it throws. The right to write is taken at
 * once, because a transaction that begins by reading fails when another process writes before it does.
 */
export function writeTransaction<T>(db: Db, work: () => T): T {
  return db.transaction(work).immediate();
}
