import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openLiveStore } from '../../src/receive/live-store.js';
import { describeDatabaseError, openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { SETTINGS } from './sample-oops.js';

/** The clock of the machine, as the program hands it in. */
export const CLOCK = {
  now: Date.now,
  sleep: (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    setTimeout(milliseconds, undefined, signal ? { signal } : {}),
};

/** Opens a live store over a database in a file, that ends with the test; another program that has it is not waited for long. */
export async function openTestStore(file: string, stop: AbortSignal, onRemark: (remark: string) => void) {
  const store = await openLiveStore({
    ...CLOCK,
    stop,
    onRemark,
    giveUpAfter: 60_000,
    async open() {
      const { db } = openDatabase(file, { busyTimeout: 20 });
      const opened = createSqliteStore(db, SETTINGS);
      return {
        store: opened,
        rules: SETTINGS.rules,
        now: CLOCK.now,
        rowsOf: () => ({}),
        settlingTime: 0,
        explain: (error) => describeDatabaseError(error, file),
        close: () => opened.close(),
      };
    },
  });
  onTestFinished(() => store.close());
  return store;
}
