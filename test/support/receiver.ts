import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { readAddress } from '../../src/commands/options/address.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import type { DocumentSettings } from '../../src/oops/events/document-settings.js';
import { type ReceiverLimits, receiveHttp } from '../../src/receive/http/receive-http.js';
import type { Intake } from '../../src/receive/intake.js';
import { openLiveStore } from '../../src/receive/live-store.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { SETTINGS } from './sample-oops.js';
import { makeFolder } from './temporary-folder.js';

/** A receiver that runs in the process of the test, over a database in memory. It is stopped when the test ends. */
export interface RunningReceiver {
  readonly url: string;
  readonly intake: Intake;
  readonly spool: string;
  readonly db: Db;
  readonly remarks: readonly string[];
  /** The ids of the OOPSes that are stored. */
  ids(): string[];
  /** Waits until all that was accepted is loaded. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReceiverGiven {
  readonly address?: string;
  readonly spool?: string;
  readonly db?: Db;
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: Partial<ReceiverLimits>;
  readonly rowsOf?: (path: string) => Partial<DocumentSettings>;
}

/** Starts a receiver at a free port. */
export async function startReceiver({
  address = '127.0.0.1:0',
  spool = join(makeFolder(), 'spool'),
  db = openDatabase(':memory:').db,
  keys = {},
  limits = {},
  rowsOf = () => ({}),
}: ReceiverGiven = {}): Promise<RunningReceiver> {
  const remarks: string[] = [];
  const onRemark = (remark: string) => void remarks.push(remark);
  const stopping = new AbortController();
  const [now, store] = [Date.now, createSqliteStore(db, SETTINGS)];
  const pause = (milliseconds: number, signal?: AbortSignal) =>
    sleep(milliseconds, undefined, signal ? { signal } : {});
  const live = await openLiveStore({
    open: async () => ({
      ...{ store, rules: SETTINGS.rules, now, rowsOf, settlingTime: 0 },
      explain: () => undefined,
      close: async () => {},
    }),
    ...{ now, sleep: pause, giveUpAfter: 0, stop: stopping.signal, onRemark },
  });
  const intake = receiveHttp({
    ...{ address: readAddress('--listen', address), spool, store: live, now, sleep: pause, onRemark, limits },
    config: () => ({ ...DEFAULT_CONFIG, receiver: { keys } }),
  });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    ended = intake.run(stopping.signal, resolve);
    ended.catch(reject);
  });
  const stop = () => {
    stopping.abort();
    return ended;
  };
  onTestFinished(stop);
  return {
    ...{ url: intake.name, intake, spool, db, remarks, stop },
    ids: () => db.prepare('SELECT oops_id FROM stored_oops ORDER BY oops_id').pluck().all() as string[],
    async settled() {
      while (intake.figures.pending > 0) await sleep(5);
    },
  };
}
