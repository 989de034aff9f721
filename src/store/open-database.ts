import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../user-error.js';
import { describeDatabaseError } from './database-error.js';
import { APPLICATION_ID, migrate } from './migrate.js';

/** An open database of this program. */
export type Db = Database.Database;

export interface OpenedDatabase {
  readonly db: Db;
  /** The file was not there before, or was empty. */
  readonly isNew: boolean;
}

export interface OpenDatabaseOptions {
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly busyTimeout?: number;
  /** Much is going to be written: indexes of random ids are then kept in memory. */
  readonly isForFilling?: boolean;
}

const BUSY_TIMEOUT = 10_000;
const CACHE_KIB = 64 * 1024;
/** What a page costs that is not in the cache shows only from some hundred thousand OOPSes on: a tenth of the time. */
const FILLING_CACHE_KIB = 96 * 1024;

/**
 * Opens the database, makes it, for the user alone, when it is missing, and brings it to this program's version. `:memory:` is a database
 * of its own. Throws a UserError for whatever the user can put right: a file that is no database, or one of another
 * program, of a newer version, locked, damaged or not to be written.
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): OpenedDatabase {
  const isNew = path === ':memory:' || !existsSync(path) || statSync(path).size === 0;
  if (!isNew && statSync(path).isDirectory()) {
    throw new UserError(`${path}: is a folder. Give --db the name of a file.`);
  }
  let db: Db | undefined;
  try {
    if (isNew && path !== ':memory:') makePrivateFile(path);
    db = new Database(path, { timeout: options.busyTimeout ?? BUSY_TIMEOUT });
    configure(db, path, options.isForFilling ? FILLING_CACHE_KIB : CACHE_KIB);
    return { db, isNew };
  } catch (error) {
    db?.close();
    throw describeDatabaseError(error, path) ?? error;
  }
}

/**
 * Makes the file that SQLite is to fill, for the user alone: reports hold tokens and addresses. What SQLite makes beside a
 * file has the file's own mode. A file that is there already keeps its mode.
 */
function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch {
    // SQLite says better what is wrong.
  }
}

function configure(db: Db, path: string, cacheKib: number): void {
  refuseForeignDatabase(db, path);
  db.pragma('journal_mode = WAL');
  // In WAL mode this can lose the last transactions when the power fails, but not damage the file; ingest again.
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`cache_size = ${-cacheKib}`);
  migrate(db, path);
}

/** Looks before anything is written: switching another program's file to WAL would already change it. */
function refuseForeignDatabase(db: Db, path: string): void {
  const id = db.pragma('application_id', { simple: true });
  const objects = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
  if (id !== APPLICATION_ID && (id !== 0 || objects !== 0)) {
    throw new UserError(`${path}: is a database of another program. Give --db another file.`);
  }
}
