import { UserError } from '../../user-error.js';
import type { DerivationSettings } from '../derivation-settings.js';
import type { Loader, LoadOptions } from '../loader.js';
import type { Snapshot } from '../snapshot.js';
import type { Preparation, Store } from '../store.js';
import { refreshTextIndex } from './answer/text-index.js';
import type { Db } from './db.js';
import { createLoader } from './loader/loader.js';
import { runSql } from './sql/run-sql.js';
import { openSnapshot } from './sqlite-snapshot.js';
import { createAttributionWriter } from './tables/attributions.js';
import { keepRuns } from './tables/deployment-runs.js';
import { trackSignature } from './tables/signatures.js';
import { importWindows, replaceWindow } from './tables/windows.js';

/** How often a state is prepared anew when others write meanwhile; then what there is has to do. */
const TRIES = 10;

/**
 * The store over an open database, which it closes.
 *
 * @param settings what follows from the config for what is loaded
 */
export function createSqliteStore(db: Db, settings: DerivationSettings): Store {
  return {
    snapshot: (work, preparations = []) => readPrepared(db, work, preparations),
    load: (options, work) => load(db, settings, options, work),
    importWindows: async (windows, stamp) => importWindows(db, windows, stamp),
    replaceWindow: async (before, after, action, stamp) => replaceWindow(db, before, after, action, stamp),
    keepRuns: async (runs) => keepRuns(db, runs),
    trackSignature: async (oopsId, bug) => trackSignature(db, oopsId, bug),
    changeAttributions: (work) =>
      inTransaction(db, 'BEGIN IMMEDIATE', () => work(openSnapshot(db), createAttributionWriter(db))),
    indexTexts: async () => refreshTextIndex(db),
    async sql({ timeout, ...question }, signal) {
      if (db.memory) throw new UserError('sql needs a database in a file. Name one with --db.');
      return runSql({ file: db.name, ...question }, timeout, signal);
    },
    close: async () => void db.close(),
  };
}

async function load<T>(
  db: Db,
  settings: DerivationSettings,
  options: LoadOptions,
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  const { loader, finish } = createLoader(db, settings, options);
  try {
    return await work(loader);
  } finally {
    finish();
  }
}

async function readPrepared<T>(
  db: Db,
  work: (data: Snapshot) => T | Promise<T>,
  preparations: readonly Preparation[],
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const outcome = await inTransaction(db, 'BEGIN', async () => {
      // The state is that of the first thing that is read.
      db.pragma('user_version');
      const data = openSnapshot(db);
      const lacking = tries < TRIES ? await findLacking(preparations, data) : undefined;
      return lacking ? { lacking } : { result: await work(data) };
    });
    if ('result' in outcome) return outcome.result;
    await outcome.lacking.run();
  }
}

async function findLacking(
  preparations: readonly Preparation[],
  data: Snapshot,
): Promise<Preparation | undefined> {
  for (const preparation of preparations) if (!(await preparation.isDone(data))) return preparation;
  return undefined;
}

async function inTransaction<T>(db: Db, begin: string, work: () => Promise<T>): Promise<T> {
  db.exec(begin);
  try {
    const result = await work();
    if (db.inTransaction) db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
