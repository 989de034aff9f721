import Database from 'better-sqlite3';

/** An open database of this program. */
export type Db = Database.Database;

/** Another connection wrote for as long as this one waits for the right to. */
export class WaitedInVain extends Error {
  override readonly name = 'WaitedInVain';
  /** How long it waited, in milliseconds. */
  readonly waited: number;

  constructor(waited: number, options: ErrorOptions) {
    super(`waited ${waited} ms for another connection that writes`, options);
    this.waited = waited;
  }
}

/** Begins a transaction that may write at once. Throws a WaitedInVain when another connection writes all the time. */
export function beginWriting(db: Db): void {
  tellingWait(db, () => db.prepare('BEGIN IMMEDIATE').run());
}

/**
 * Runs `work` in one transaction: all that it writes is kept, or nothing when it throws. The right to write is taken at
 * once, because a transaction that begins by reading fails when another process writes before it does. Throws a WaitedInVain
 * when another connection writes all the time.
 */
export function writeTransaction<T>(db: Db, work: () => T): T {
  return tellingWait(db, () => db.transaction(work).immediate());
}

/**
 * Only where the right to write is asked for does SQLite wait until the connection's time is over. Other ways of being busy are told
 * at once, such as by a state that another connection has written on.
 */
function tellingWait<T>(db: Db, begin: () => T): T {
  try {
    return begin();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    throw new WaitedInVain(Number(db.pragma('busy_timeout', { simple: true })), { cause: error });
  }
}
