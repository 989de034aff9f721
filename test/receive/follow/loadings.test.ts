import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLoadings } from '../../../src/receive/follow/loadings.js';
import { createFigures } from '../../../src/receive/intake.js';
import { type LiveStore, openLiveStore } from '../../../src/receive/live-store.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { SETTINGS } from '../../support/sample-oops.js';
import { addFiles, makeFolder, textReport } from '../../support/temporary-folder.js';

const DAY = '2011-09-08';

/** Loadings of a folder of so many reports, in a store in which others wait from the beginning. */
async function openScene(count: number) {
  const root = makeFolder();
  for (let index = 0; index < count; index++) {
    addFiles(root, { [`${DAY}/${index}`]: textReport(`OOPS-${index}`, { Date: `${DAY}T08:53:06Z` }) });
  }
  const sqlite = createSqliteStore(openDatabase(':memory:').db, SETTINGS);
  const stop = new AbortController();
  const common = { now: Date.now, onRemark() {} };
  const store = await openLiveStore({
    ...common,
    open: async () => ({
      ...{ store: sqlite, rules: SETTINGS.rules, now: Date.now, rowsOf: () => ({}), settlingTime: 0 },
      ...{ explain: () => undefined, close: async () => {} },
    }),
    // Who waits has always waited long.
    sleep: async () => {},
    ...{ giveUpAfter: 0, stop: stop.signal },
  });
  let turns = 0;
  const crowded: LiveStore = {
    ...store,
    load(work) {
      turns++;
      const done = store.load(work);
      void store.load(async () => {});
      return done;
    },
  };
  const figures = createFigures();
  const loadings = await openLoadings({ ...common, store: crowded, figures, jobs: 1, stop: stop.signal });
  turns = 0;
  return { loadings, figures, folder: join(root, DAY), stop, turns: () => turns };
}

describe('a scan that makes others wait', () => {
  it('lets them, and goes on where it was', async () => {
    const { loadings, figures, folder, turns } = await openScene(200);
    const { loaded } = await loadings.scanFolder(folder);
    expect(turns()).toBeGreaterThan(1);
    expect([loaded?.size, figures]).toMatchObject([200, { accepted: 200, loaded: 200, known: 0 }]);
  });

  it('is let look to the end when it has to load nothing', async () => {
    const { loadings, figures, folder, turns } = await openScene(40);
    await loadings.scanFolder(folder);
    const before = turns();
    await loadings.scanFolder(folder);
    expect(turns() - before).toBeLessThanOrEqual(2);
    expect(figures).toMatchObject({ accepted: 40, loaded: 40, known: 0 });
  });

  it('ends when it is to stop', async () => {
    const { loadings, folder, stop } = await openScene(40);
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(loadings.scanFolder(folder)).rejects.toBe(reason);
  });
});
