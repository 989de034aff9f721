import { describe, expect, it } from 'vitest';
import { reconcilePlans } from '../../src/outages/reconcile-plans.js';
import type { OutageWindow } from '../../src/outages/window.js';

function windowOf(
  outage: string,
  start: number,
  end: number | null,
  more: Partial<OutageWindow> = {},
): OutageWindow {
  return {
    outage,
    phase: 'downtime',
    systems: ['*'],
    start,
    end,
    title: null,
    budgetSeconds: null,
    source: 'test',
    ...more,
  };
}

const plan = (start: number, end: number | null, more: Partial<OutageWindow> = {}) =>
  windowOf('plan', start, end, { ...more, isPlanned: true });

const CAP = 100;

describe('reconcilePlans', () => {
  it.each([
    ['overlaps what happened', plan(0, 11), windowOf('log', 10, 20), true],
    ['ends when it begins', plan(0, 10), windowOf('log', 10, 20), false],
    ['begins when it ends', plan(20, 30), windowOf('log', 10, 20), false],
    ['overlaps it while it is open', plan(90, 95), windowOf('log', 10, null), true],
    ['comes when it has been open to its cap', plan(110, 120), windowOf('log', 10, null), false],
    [
      'is of other systems',
      plan(0, 11, { systems: ['web'] }),
      windowOf('log', 10, 20, { systems: ['blog'] }),
      false,
    ],
    [
      'shares a system',
      plan(0, 11, { systems: ['web', 'wiki'] }),
      windowOf('log', 10, 20, { systems: ['WIKI'] }),
      true,
    ],
    ['has its id, whatever the times', plan(0, 1, { outage: 'log' }), windowOf('log', 10, 20), true],
  ])('joins a plan that %s: %#', (_, planned, actual, joined) => {
    const { windows, outages } = reconcilePlans([planned, actual], CAP);
    expect(windows).toEqual(joined ? [actual] : [planned, actual]);
    expect(outages.find(({ id }) => id === 'log')?.planned).toEqual(joined ? [planned] : []);
  });

  it('leaves a log without plans as it is', () => {
    const log = [windowOf('a', 0, 1), windowOf('b', 2, 3)];
    expect(reconcilePlans(log, CAP).windows).toBe(log);
  });
});
