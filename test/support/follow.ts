import { EventEmitter } from 'node:events';
import type { FSWatcher } from 'node:fs';
import { onTestFinished } from 'vitest';
import { observedUntil } from '../../src/evidence/observed-until.js';
import type { RowSettings } from '../../src/oops/events/document-settings.js';
import { followPaths } from '../../src/receive/follow/follow-paths.js';
import type { WatchFolder } from '../../src/receive/follow/tree/watch-folders.js';
import type { IntakeFigures } from '../../src/receive/intake.js';
import { type LiveStore, openLiveStore } from '../../src/receive/live-store.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { listSources } from '../../src/store/sqlite/tables/sources.js';
import { SETTINGS } from './sample-oops.js';

export interface FollowOptions {
  readonly settle?: number;
  readonly db?: Db;
  /** Whether folders can be watched; the events are those that the test tells. */
  readonly isWatched?: boolean;
}

/** Somebody who follows paths, with a clock that goes on by what the test says, beginning with that of the machine. */
export interface Following {
  readonly db: Db;
  readonly store: LiveStore;
  readonly figures: IntakeFigures;
  readonly remarks: readonly string[];
  /** What the clock shows. */
  now(): number;
  /** Lets so many milliseconds pass, and all be done that is due in them. */
  pass(milliseconds: number): Promise<void>;
  /** Changes what the config says of rows, for whoever reads it anew. */
  configure(rows: Partial<RowSettings>): void;
  /** Sets the clock without time passing. */
  setClock(time: number): void;
  /** Has an event told of a name in a folder. */
  tell(folder: string, name: string | null): void;
  /** The ids of what is loaded, in their order. */
  ids(): string[];
  /** Until when all is known, less than now; null where nothing is. */
  secondsUnobserved(): number | null;
  stop(): Promise<void>;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export async function follow(paths: readonly string[], options: FollowOptions = {}): Promise<Following> {
  const { settle = 0, db = openDatabase(':memory:').db, isWatched = false } = options;
  const remarks: string[] = [];
  const listeners = new Map<string, (event: string, name: string | null) => void>();
  const sleepers = new Set<Sleeper>();
  const stop = new AbortController();
  let passed = 0;
  let zero = Date.now();
  let tellAsleep = () => {};

  const now = () => zero + passed;
  const watch: WatchFolder = (path, listener) => {
    if (!isWatched) throw new Error('is not watched');
    listeners.set(path, listener);
    const close = () => listeners.delete(path);
    return Object.assign(new EventEmitter(), { close }) as unknown as FSWatcher;
  };

  function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        sleepers.delete(sleeper);
        resolve();
      };
      const sleeper = { until: passed + milliseconds, wake };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
      tellAsleep();
    });
  }

  /** Waits until all is done and somebody sleeps. */
  function quiet(): Promise<void> {
    return new Promise((resolve) => {
      tellAsleep = resolve;
      if (sleepers.size > 0 || failure !== null) resolve();
    });
  }

  const { rules } = SETTINGS;
  let rows: Partial<RowSettings> = {};
  const open = async () => {
    const configured = rows;
    return {
      ...{
        store: createSqliteStore(db, SETTINGS),
        rules,
        now,
        rowsOf: () => configured,
        settlingTime: settle,
      },
      ...{ explain: () => undefined, close: async () => {} },
    };
  };
  const onRemark = (remark: string) => void remarks.push(remark);
  const common = { now, sleep, onRemark };
  const store = await openLiveStore({
    ...common,
    ...{ open, giveUpAfter: 0, stop: stop.signal },
  });
  const intake = followPaths(paths, { ...common, store, jobs: 1, watch });
  const running = intake.run(stop.signal, () => {});
  let failure: unknown = null;
  const ended = running.catch((error: unknown) => {
    failure = error;
    tellAsleep();
  });
  const end = async () => {
    stop.abort();
    await running;
  };
  onTestFinished(() => {
    stop.abort();
    return ended;
  });
  await quiet();

  return {
    ...{ db, store, figures: intake.figures, remarks, now },
    async pass(milliseconds) {
      const end = passed + milliseconds;
      for (;;) {
        await quiet();
        if (failure !== null) throw failure;
        const first = [...sleepers].reduce((a, b) => (b.until < a.until ? b : a));
        if (first.until > end) break;
        passed = Math.max(passed, first.until);
        first.wake();
      }
      passed = end;
    },
    configure(said) {
      rows = said;
    },
    setClock(time) {
      zero = time - passed;
    },
    tell: (folder, name) => listeners.get(folder)?.('rename', name),
    ids: () => db.prepare('SELECT oops_id FROM stored_oops ORDER BY oops_id').pluck().all() as string[],
    secondsUnobserved() {
      const until = observedUntil(listSources(db), () => 0);
      return until === null ? null : Math.round((now() - until) / 1000);
    },
    stop: end,
  };
}
