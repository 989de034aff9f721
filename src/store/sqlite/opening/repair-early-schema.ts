import { type Db, writeTransaction } from '../db.js';

/**
 * Gives a database the column that migration 001 makes since it was changed, once, after it had been used: the program
 * of that time knew no planned windows. Later migrations read the column. Migration 005 was changed too; what it makes
 * is made anew by 008.
 */
export function repairEarlySchema(db: Db): void {
  writeTransaction(db, () => {
    const columns = db.prepare("SELECT name FROM pragma_table_info('stored_window')").pluck().all();
    if (columns.length === 0 || columns.includes('is_planned')) return;
    db.exec(
      'ALTER TABLE stored_window ADD COLUMN is_planned INTEGER NOT NULL DEFAULT 0 CHECK (is_planned IN (0, 1))',
    );
  });
}
