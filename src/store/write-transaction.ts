import type { Db } from './open-database.js';

/**
 * Runs `work` in one transaction: all that it writes is kept, or nothing when it throws. The right to write is taken at
 * once, because a transaction that begins by reading fails when another process writes before it does.
 */
export function writeTransaction<T>(db: Db, work: () => T): T {
  return db.transaction(work).immediate();
}
