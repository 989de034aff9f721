import type { Db } from './database.js';

/** Something that is kept up to date for reading: it must be so in the very state that is read. */
export interface Preparation {
  readonly isDone: () => boolean;
  /** Brings it up to date, which writes. */
  readonly run: () => void | Promise<void>;
}

/** How often it is prepared anew when others write meanwhile; then what there is has to do. */
const TRIES = 10;

/**
 * Does work that only reads on one state of the database, whatever other processes write meanwhile, so that all of its
 * numbers agree. They are not kept from writing, however long it takes.
 *
 * @param preparations are run first where that state lacks them
 */
export async function readSnapshot<T>(
  db: Db,
  preparations: readonly Preparation[],
  work: () => T | Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const outcome = await inSnapshot(db, async () => {
      const lacking = tries < TRIES ? preparations.find(({ isDone }) => !isDone()) : undefined;
      return lacking ? { lacking } : { result: await work() };
    });
    if ('result' in outcome) return outcome.result;
    await outcome.lacking.run();
  }
}

/** The state is that of the first thing that is read. */
async function inSnapshot<T>(db: Db, work: () => T | Promise<T>): Promise<T> {
  db.exec('BEGIN');
  try {
    db.pragma('user_version');
    return await work();
  } finally {
    if (db.inTransaction) db.exec('COMMIT');
  }
}
