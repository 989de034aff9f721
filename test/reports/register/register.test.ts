import { describe, expect, it } from 'vitest';
import type { RegisteredOutage } from '../../../src/reports/register/register.js';
import { median, summariseTrend } from '../../../src/reports/register/register.js';

function outage(more: Partial<RegisteredOutage>): RegisteredOutage {
  return {
    outage: 'fdt-1',
    title: null,
    start: '2011-09-08T08:00:00.000Z',
    end: '2011-09-08T08:00:10.000Z',
    durationSeconds: 10,
    budgetSeconds: 10,
    withinBudget: true,
    overheadSeconds: null,
    verdict: 'as-expected',
    systemCount: 1,
    notAsExpected: [],
    stormSize: 0,
    discards: 0,
    worstLagSeconds: null,
    scheduleFaults: [],
    ...more,
  };
}

describe('median', () => {
  it.each([
    [[], null],
    [[5], 5],
    [[132, 10, 14], 14],
    [[10, 20, 5, 1], 7.5],
  ])('of %j is %j', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });
});

describe('summariseTrend', () => {
  it('has no figure for what nobody knows', () => {
    expect(summariseTrend([])).toMatchObject({
      medianSeconds: null,
      shareAsExpected: null,
      downtimeSeconds: 0,
    });
  });

  it('counts an outage that cannot be judged, but not in the share, and one that lasts not in the durations', () => {
    const trend = summariseTrend([
      outage({ durationSeconds: 12, withinBudget: false, overheadSeconds: 6, worstLagSeconds: 3 }),
      outage({
        verdict: 'not-as-expected',
        scheduleFaults: ['It began outside every slot.'],
        worstLagSeconds: 9,
      }),
      outage({ verdict: 'inconclusive', durationSeconds: null, withinBudget: null }),
    ]);
    expect(trend).toEqual({
      outages: 3,
      medianSeconds: 11,
      worstSeconds: 12,
      medianOverheadSeconds: 6,
      medianLagSeconds: 6,
      worstLagSeconds: 9,
      downtimeSeconds: 22,
      overBudget: 1,
      asExpected: 1,
      notAsExpected: 1,
      shareAsExpected: 0.5,
      offSchedule: 1,
    });
  });
});
