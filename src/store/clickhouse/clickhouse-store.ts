import type { DerivationSettings } from '../derivation-settings.js';
import type { Snapshot } from '../snapshot.js';
import type { Preparation, Store } from '../store.js';
import { changeAttributions } from './attributions/change-attributions.js';
import { openSnapshot } from './clickhouse-snapshot.js';
import type { Nodes } from './connecting/connect-to-nodes.js';
import type { Connection } from './connecting/connection.js';
import { restoreKept } from './kept/restore-kept.js';
import { load } from './loader/load.js';
import { prune } from './prune/prune.js';
import { keepRuns } from './records/deployment-runs.js';
import { trackSignature } from './records/track-signature.js';
import { importWindows, replaceWindow } from './records/windows.js';
import { runSql } from './sql/run-sql.js';
import { awaitCut, takeCut } from './writes.js';

/** How often a state is prepared anew when others write meanwhile; then what there is has to do. */
const TRIES = 10;

/** What a store is opened with beside its connection. */
export interface ClickHouseStoreOptions {
  /**
   * What snapshots read is what had arrived by then, and nothing is prepared: what belongs to outages is as it was written then; absent
   * or null: each takes its own.
   */
  readonly cut?: number | null;
  /** Connects to the nodes that the user named, to delete what lies on each; absent: what the connection is to is the only one. */
  readonly openNodes?: () => Promise<Pick<Nodes, 'all' | 'close'>>;
}

/**
 * The store over a connection, which it closes. What is asked at once is done at once: each snapshot has a cut of its own.
 *
 * @param settings what follows from the config for what is read and loaded
 */
export function createClickHouseStore(
  connection: Connection,
  settings: DerivationSettings,
  {
    cut = null,
    openNodes = async () => ({ all: [connection], close: async () => {} }),
  }: ClickHouseStoreOptions = {},
): Store {
  return {
    snapshot: async (work, preparations = []) =>
      cut === null
        ? readPrepared(connection, settings, work, preparations)
        : work(openSnapshot(connection, settings, await awaitCut(connection, cut))),
    load: (options, work) => load(connection, settings, options, work),
    importWindows: (windows, stamp) => importWindows(connection, windows, stamp),
    replaceWindow: (before, after, action, stamp) => replaceWindow(connection, before, after, action, stamp),
    keepRuns: (runs) => keepRuns(connection, runs),
    trackSignature: (oopsId, bug) => trackSignature(connection, settings, oopsId, bug),
    changeAttributions: (work) => changeAttributions(connection, settings, work),
    restore: (kind, items, progress) => restoreKept(connection, settings, kind, items, progress),
    prune: (question, options) => prune({ connection, settings, openNodes }, question, options),
    indexTexts: async () => {},
    sql: (question, signal) => runSql(connection, settings, cut, question, signal),
    close: () => connection.close(),
  };
}

async function readPrepared<T>(
  connection: Connection,
  settings: DerivationSettings,
  work: (data: Snapshot) => T | Promise<T>,
  preparations: readonly Preparation[],
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const data = openSnapshot(connection, settings, await takeCut(connection));
    const lacking = tries < TRIES ? await findLacking(preparations, data) : undefined;
    if (!lacking) return await work(data);
    await lacking.run();
  }
}

async function findLacking(
  preparations: readonly Preparation[],
  data: Snapshot,
): Promise<Preparation | undefined> {
  for (const preparation of preparations) if (!(await preparation.isDone(data))) return preparation;
  return undefined;
}
