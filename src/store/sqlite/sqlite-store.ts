import { createQueue, type Queue } from '../../queue.js';
import { UserError } from '../../user-error.js';
import type { DerivationSettings } from '../derivation-settings.js';
import type { Loader, LoadOptions } from '../loader.js';
import type { Snapshot } from '../snapshot.js';
import type { Preparation, Store } from '../store.js';
import { refreshTextIndex } from './answer/text-index.js';
import { beginWriting, type Db } from './db.js';
import { createRestoring, type RestoreKept } from './kept/restore-kept.js';
import { createLoader } from './loader/loader.js';
import { createPlaceCheck } from './opening/check-place.js';
import { prune } from './prune/prune.js';
import { runSql } from './sql/run-sql.js';
import { openSnapshot } from './sqlite-snapshot.js';
import { createAttributionWriter } from './tables/attributions.js';
import { keepRuns } from './tables/deployment-runs.js';
import { trackSignature } from './tables/signatures.js';
import { importWindows, replaceWindow } from './tables/windows.js';

/** How often a state is prepared anew when others write meanwhile; then what there is has to do. */
const TRIES = 10;

/**
 * The store over an open database, which it closes. A connection has one transaction at a time, so all that needs one waits
 * in a queue, and so does closing.
 *
 * @param settings what follows from the config for what is loaded
 */
export function createSqliteStore(db: Db, settings: DerivationSettings): Store {
  const inTurn = createQueue();
  const checkPlace = createPlaceCheck(db);
  /** What was written into a file that is somewhere else was not kept. */
  const writing: Queue = (work) =>
    inTurn(async () => {
      checkPlace();
      const result = await work();
      checkPlace();
      return result;
    });
  let restore: RestoreKept | undefined;
  return {
    snapshot: (work, preparations = []) => readPrepared(db, inTurn, work, preparations),
    load: (options, work) => writing(() => load(db, settings, options, work)),
    importWindows: (windows, stamp) => writing(() => importWindows(db, windows, stamp)),
    replaceWindow: (before, after, action, stamp) =>
      writing(() => replaceWindow(db, before, after, action, stamp)),
    keepRuns: (runs) => writing(() => keepRuns(db, runs)),
    trackSignature: (oopsId, bug) => writing(() => trackSignature(db, oopsId, bug)),
    changeAttributions: (work) =>
      inTurn(() =>
        inTransaction(db, beginWriting, () => work(openSnapshot(db), createAttributionWriter(db))),
      ),
    restore: (kind, items, progress) =>
      writing(() => {
        restore ??= createRestoring(db, settings);
        restore(kind, items, progress);
      }),
    async prune(question, options) {
      // It remembers what may go now.
      restore = undefined;
      return prune(db, writing, question, options);
    },
    indexTexts: () => inTurn(() => refreshTextIndex(db)),
    async sql({ timeout, ...question }, signal) {
      if (db.memory) throw new UserError('sql needs a database in a file. Name one with --db.');
      return runSql({ file: db.name, ...question }, timeout, signal);
    },
    close: () => inTurn(() => void db.close()),
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

/** Preparations write: they take their own turns, between that in which one is found lacking and the next. */
async function readPrepared<T>(
  db: Db,
  inTurn: Queue,
  work: (data: Snapshot) => T | Promise<T>,
  preparations: readonly Preparation[],
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const outcome = await inTurn(() =>
      inTransaction(db, beginReading, async () => {
        // The state is that of the first thing that is read.
        db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
        const data = openSnapshot(db);
        const lacking = tries < TRIES ? await findLacking(preparations, data) : undefined;
        return lacking ? { lacking } : { result: await work(data) };
      }),
    );
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

function beginReading(db: Db): void {
  db.exec('BEGIN');
}

async function inTransaction<T>(db: Db, begin: (db: Db) => void, work: () => Promise<T>): Promise<T> {
  begin(db);
  try {
    const result = await work();
    if (db.inTransaction) db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
