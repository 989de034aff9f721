import { expect, it } from 'vitest';
import type { OutageWindow } from '../../../src/outages/window.js';
import type { DeploymentRun } from '../../../src/outages/window-log/deployment-log/deployment-run.js';
import type { Store } from '../../../src/store/store.js';
import { UserError } from '../../../src/user-error.js';
import { START } from './any-oopses.js';
import type { OpenFilledStore } from './filled-store.js';

const STAMP = { at: START, by: 'test' };
const WINDOW: OutageWindow = {
  ...{ outage: 'fdt-1', phase: 'downtime', systems: ['*'], start: START, end: START + 1000 },
  ...{ title: null, budgetSeconds: null, source: 'test' },
};
const RUN: DeploymentRun = {
  ...{
    startedAt: START,
    ending: 'complete',
    outage: 'fdt-1',
    windows: [WINDOW],
    durationMilliseconds: 1000.5,
  },
  ...{ isStartReckoned: false, steps: [], patches: [], pending: [], kills: [], refusals: [], failures: [] },
  ...{ problemsAfter: [], isAllGood: true, lines: { first: 1, last: 9 } },
};

/** Of the windows of outages, and of the runs of the deployment tool. */
export function describeOutageLog(open: OpenFilledStore): void {
  const windowsOf = (store: Store) => store.snapshot((data) => data.windows());

  it('has its windows by start, outage, phase and systems, each once', async () => {
    const { store } = await open({});
    const partial: OutageWindow = { ...WINDOW, phase: 'partial' };
    const early: OutageWindow = { ...WINDOW, outage: 'fdt-2', start: START - 1 };
    expect(await store.importWindows([partial, WINDOW, early], STAMP)).toEqual({
      ...{ imported: 3, updated: 0, unchanged: 0 },
    });
    expect(await store.importWindows([{ ...partial, end: null }, WINDOW], STAMP)).toEqual({
      ...{ imported: 0, updated: 1, unchanged: 1 },
    });
    expect(await windowsOf(store)).toEqual([early, WINDOW, { ...partial, end: null }]);
    await store.close();
  });

  it('keeps what a window said before', async () => {
    const { store } = await open({});
    const ended = { ...WINDOW, end: START + 5 };
    await store.importWindows([WINDOW], STAMP);
    await store.replaceWindow(WINDOW, ended, 'ended', { at: START + 1, by: 'ann' });
    await store.replaceWindow(ended, null, 'removed', { at: START + 2, by: 'bob' });
    expect(await windowsOf(store)).toEqual([]);
    expect(await store.snapshot((data) => data.windowChanges('fdt-1'))).toMatchObject([
      { action: 'added', before: null, after: WINDOW, ...STAMP },
      { action: 'ended', before: WINDOW, after: ended, at: START + 1, by: 'ann' },
      { action: 'removed', before: ended, after: null, at: START + 2, by: 'bob' },
    ]);
    await store.close();
  });

  it('refuses a window in the place of another', async () => {
    const { store } = await open({});
    const other: OutageWindow = { ...WINDOW, start: START + 1 };
    await store.importWindows([WINDOW, other], STAMP);
    await expect(store.replaceWindow(WINDOW, other, 'updated', STAMP)).rejects.toThrow(UserError);
    expect(await windowsOf(store)).toEqual([WINDOW, other]);
    await store.close();
  });

  it('keeps runs, the last that is told of each, and knows the refused ones by start', async () => {
    const { store } = await open({});
    const refused = (startedAt: number): DeploymentRun => ({
      ...{ ...RUN, startedAt, ending: 'refused', outage: null, windows: [] },
    });
    await store.keepRuns([{ run: { ...RUN, ending: 'ongoing' }, source: 'a.log' }]);
    await store.keepRuns([
      { run: RUN, source: 'b.log' },
      { run: refused(START + 9), source: 'b.log' },
      { run: refused(START - 9), source: 'b.log' },
    ]);
    await store.snapshot(async (data) => {
      expect(await data.deploymentRun('fdt-1')).toEqual(RUN);
      expect(await data.refusedRuns()).toEqual([
        { run: refused(START - 9), source: 'b.log' },
        { run: refused(START + 9), source: 'b.log' },
      ]);
    });
    await store.close();
  });
}
