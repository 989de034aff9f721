import type { Db } from '../db.js';

/** The progress of a copy stands beside what else the database follows from. */
const NAME = 'copy';

/** What was said last of the progress of a copy; undefined where none was ever begun. */
export function readCopyProgress(db: Db): string | undefined {
  return db.prepare('SELECT value FROM derived_from WHERE name = ?').pluck().get(NAME) as string | undefined;
}

/** Keeps it, inside a transaction. */
export function writeCopyProgress(db: Db, progress: string): void {
  db.prepare('INSERT OR REPLACE INTO derived_from (name, value) VALUES (?, ?)').run(NAME, progress);
}
