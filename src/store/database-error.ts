import Database from 'better-sqlite3';
import { UserError } from '../user-error.js';

/** What can be wrong with a database file, by the beginning of SQLite's result code, and what to do. */
const EXPLANATIONS: readonly (readonly [code: string, explanation: string])[] = [
  ['SQLITE_BUSY', 'is locked by another program. Wait until that has ended, or end it.'],
  ['SQLITE_LOCKED', 'is locked by another program. Wait until that has ended, or end it.'],
  ['SQLITE_NOTADB', 'is not a database. Give --db another file.'],
  ['SQLITE_CORRUPT', 'is damaged. Move it away and ingest again: the reports on disk hold everything.'],
  ['SQLITE_READONLY', 'cannot be written. Give yourself the permission to write it and its folder.'],
  ['SQLITE_PERM', 'cannot be opened: permission denied.'],
  ['SQLITE_FULL', 'the disk is full. Free some space and run the command again.'],
  ['SQLITE_CANTOPEN', 'cannot be opened. Look at the permissions of the file and its folder.'],
  ['SQLITE_IOERR', 'the disk cannot be read or written. Look at the disk, then run the command again.'],
];

/**
 * Says in one line what is wrong with a database file when the user can put it right. Returns undefined for any other
 * error: that is a fault of the program.
 */
export function describeDatabaseError(error: unknown, path: string): UserError | undefined {
  if (error instanceof Database.SqliteError) {
    const found = EXPLANATIONS.find(([code]) => error.code === code || error.code.startsWith(`${code}_`));
    return found && new UserError(`${path}: ${found[1]}`, { cause: error });
  }
  // The driver's own check, before SQLite is asked.
  if (error instanceof TypeError && error.message.includes('directory does not exist')) {
    return new UserError(`${path}: its folder does not exist. Make the folder, or correct --db.`);
  }
  return undefined;
}
