import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../../../user-error.js';
import type { MigrationReport } from '../../opening/migration.js';
import { type Db, WaitedInVain } from '../db.js';
import { reuseStatements } from '../reuse-statements.js';
import { KEPT_LOG } from '../wal/held-back.js';
import {
  APPLICATION_ID,
  latestSchema,
  listMigrations,
  migrate,
  readMigration,
  refuseNewer,
  versionOf,
} from './migrate-database.js';

export interface OpenedDatabase {
  readonly db: Db;
  /** The file was not there before, or was empty. */
  readonly isNew: boolean;
}

export interface OpenDatabaseOptions {
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly busyTimeout?: number;
  /** One that is missing or empty is refused, and not made. */
  readonly mustExist?: boolean;
  /** Nothing can be written over it. It has to be there, and of this version. */
  readonly isReadOnly?: boolean;
  /** Much is going to be written: indexes of random ids are then kept in memory. */
  readonly isForFilling?: boolean;
}

const BUSY_TIMEOUT = 10_000;
const CACHE_KIB = 64 * 1024;
/** Who only reads is one of several threads, each with a cache of its own. */
const READING_CACHE_KIB = 16 * 1024;
/** What a page costs that is not in the cache shows only from some hundred thousand OOPSes on: a tenth of the time. */
const FILLING_CACHE_KIB = 96 * 1024;

/**
 * Opens the database and brings it to this program's version. One that is missing is made, for the user alone; `:memory:` is
 * a database of its own. Throws a UserError for whatever the user can put right: a file that is no database, or one of
 * another program, of a newer version, locked, damaged or not to be written.
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): OpenedDatabase {
  const isNew = isNothing(path);
  if (isNew && options.mustExist) {
    throw new UserError(
      `${path}: there is no database. Name it with --db, or make it with oops-report ingest PATH.`,
    );
  }
  let db: Db | undefined;
  try {
    if (isNew && path !== ':memory:') makePrivateFile(path);
    const { busyTimeout = BUSY_TIMEOUT, isReadOnly = false } = options;
    db = new Database(path, { timeout: busyTimeout, readonly: isReadOnly });
    // What is pruned can be given back then; it has to be said before there is anything.
    if (isNew) db.pragma('auto_vacuum = INCREMENTAL');
    if (isReadOnly) configureForReading(db, path);
    else configure(db, path, options.isForFilling ? FILLING_CACHE_KIB : CACHE_KIB);
    if (!options.isForFilling) reuseStatements(db);
    return { db, isNew };
  } catch (error) {
    db?.close();
    throw describeDatabaseError(error, path) ?? error;
  }
}

/**
 * What a database lacks of this program's version, with the SQL that would make it; nothing is changed. Throws a UserError as
 * `openDatabase` does.
 */
export function findMissingMigrations(path: string): MigrationReport {
  const migrations = listMigrations();
  const to = migrations.length;
  const from = isNothing(path) ? 0 : readVersion(path);
  return { from, to, statements: migrations.slice(from).map(({ file }) => readMigration(file)) };
}

/** A database as it is, and the number of its schema. */
export interface UnchangedDatabase {
  readonly db: Db;
  readonly schema: number;
}

/**
 * Opens a database as it is, whatever its version, to look at it. Throws a UserError as `openDatabase` does, and where there is
 * none.
 *
 * @param isAlone nobody else may have it open
 */
export function openUnchanged(path: string, isAlone = false): UnchangedDatabase {
  if (isNothing(path)) throw new UserError(`${path}: there is no database. Name it with --db.`);
  let db: Db | undefined;
  try {
    db = new Database(path, { timeout: isAlone ? 0 : BUSY_TIMEOUT, fileMustExist: true });
    if (isAlone) {
      db.pragma('locking_mode = EXCLUSIVE');
      // A view that is damaged does not keep the tables from being read.
      db.unsafeMode().pragma('writable_schema = ON');
    }
    refuseForeignDatabase(db, path);
    return { db, schema: refuseNewer(db, path) };
  } catch (error) {
    db?.close();
    throw describeDatabaseError(error, path) ?? error;
  }
}

/** Whether there is nothing yet: no file, or an empty one. */
function isNothing(path: string): boolean {
  if (path === ':memory:' || !existsSync(path)) return true;
  const stats = statSync(path);
  if (stats.isDirectory()) throw new UserError(`${path}: is a folder. Give --db the name of a file.`);
  return stats.size === 0;
}

function readVersion(path: string): number {
  let db: Db | undefined;
  try {
    // One that is opened to be read alone leaves files beside it.
    db = new Database(path, { fileMustExist: true });
    refuseForeignDatabase(db, path);
    return refuseNewer(db, path);
  } catch (error) {
    throw describeDatabaseError(error, path) ?? error;
  } finally {
    db?.close();
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
  db.pragma(`cache_size = ${-cacheKib}`);
  // A log that has grown while somebody read an old state is cut when it begins anew.
  db.pragma(`journal_size_limit = ${KEPT_LOG}`);
  // Off, a migration can make a table anew that others refer to.
  db.pragma('foreign_keys = OFF');
  migrate(db, path);
  db.pragma('foreign_keys = ON');
}

/** The file is opened so that it cannot be written. Tables of the connection's own can: answers are put together in them. */
function configureForReading(db: Db, path: string): void {
  if (versionOf(db) !== latestSchema())
    throw new UserError(`${path}: is of another version. Run the command again.`);
  db.pragma(`cache_size = ${-READING_CACHE_KIB}`);
}

/** Looks before anything is written: switching another program's file to WAL would already change it. */
function refuseForeignDatabase(db: Db, path: string): void {
  const id = db.pragma('application_id', { simple: true });
  const objects = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
  if (id !== APPLICATION_ID && (id !== 0 || objects !== 0)) {
    throw new UserError(`${path}: is a database of another program. Give --db another file.`);
  }
}

/** What can be wrong with a database file, by the beginning of SQLite's result code, and what to do. */
const EXPLANATIONS: readonly (readonly [code: string, explanation: string])[] = [
  ['SQLITE_BUSY', 'is locked by another program. Wait until that has ended, or end it.'],
  ['SQLITE_LOCKED', 'is locked by another program. Wait until that has ended, or end it.'],
  ['SQLITE_NOTADB', 'is not a database. Give --db another file.'],
  ['SQLITE_CORRUPT', 'is damaged. Run oops-report doctor --repair, or restore a backup.'],
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
  if (error instanceof WaitedInVain) {
    const seconds = error.waited / 1000;
    return new UserError(
      `${path}: is busy, waited ${seconds} s for another program that writes. Wait until that has ended, or end it.`,
      { cause: error },
    );
  }
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
