import { describe, expect, it } from 'vitest';
import { type Outage, outageFromWindows } from '../../src/outages/outage.js';
import {
  budgetOf,
  downtimeOfDay,
  faultsOfSchedule,
  type Schedule,
  slotAt,
} from '../../src/outages/schedule.js';
import type { OutageWindow } from '../../src/outages/window.js';

const MINUTE = 60_000;

/** The practice of 2012: three slots a day from Monday's to Friday's, 10 s each. */
const schedule: Schedule = {
  timezone: 'UTC',
  slots: [
    { cron: '0 2 * * 1-5', budgetSeconds: 10 },
    { cron: '0 10 * * 1-5', budgetSeconds: 20 },
    { cron: '0 18 * * 1-4', budgetSeconds: null },
  ],
  slotTolerance: 10 * MINUTE,
  maxDowntimePerDaySeconds: 30,
  patchBudgetSeconds: 4,
  blackoutDates: ['2012-06-20'],
};

function outage(start: string, seconds: number | null, more: Partial<OutageWindow> = {}): Outage {
  const at = Date.parse(start);
  const [only] = outageFromWindows([
    {
      outage: start,
      phase: 'downtime',
      systems: ['*'],
      start: at,
      end: seconds === null ? null : at + seconds * 1000,
      title: null,
      budgetSeconds: null,
      source: 'log.csv',
      ...more,
    },
  ]);
  if (!only) throw new Error('one window makes one outage');
  return only;
}

function faults(subject: Outage, change: Partial<Schedule> = {}, others: readonly Outage[] = []) {
  const until = subject.start + 3600_000;
  return faultsOfSchedule(
    subject,
    { ...schedule, ...change },
    { outages: [subject, ...others], patchSeconds: null, until },
  );
}

describe('slotAt', () => {
  it.each([
    ['2012-06-18T10:00:25Z', '0 10 * * 1-5'],
    ['2012-06-18T09:50:00Z', '0 10 * * 1-5'],
    ['2012-06-18T09:49:59.999Z', null],
    ['2012-06-18T10:10:00Z', '0 10 * * 1-5'],
    ['2012-06-18T10:10:00.001Z', null],
    ['2012-06-18T02:00:00Z', '0 2 * * 1-5'],
    ['2012-06-21T18:00:00Z', '0 18 * * 1-4'],
    ['2012-06-22T18:00:00Z', null],
    ['2012-06-23T10:00:00Z', null],
  ])('at %s is %s', (start, cron) => {
    expect(slotAt(schedule, Date.parse(start))?.slot.cron ?? null).toBe(cron);
  });

  it('is the nearest of several', () => {
    const slots = [
      { cron: '0,10 10 * * *', budgetSeconds: 1 },
      { cron: '6 10 * * *', budgetSeconds: 2 },
    ];
    const near = (start: string) => slotAt({ ...schedule, slots }, Date.parse(start));
    expect(near('2012-06-18T10:02:00Z')).toEqual({ slot: slots[0], at: Date.parse('2012-06-18T10:00:00Z') });
    expect(near('2012-06-18T10:07:00Z')).toEqual({ slot: slots[1], at: Date.parse('2012-06-18T10:06:00Z') });
    expect(near('2012-06-18T10:19:00Z')).toEqual({ slot: slots[0], at: Date.parse('2012-06-18T10:10:00Z') });
  });

  it.each([
    ['Europe/London', '0 10 * * *', '2025-03-29T10:00:00Z', true],
    ['Europe/London', '0 10 * * *', '2025-03-30T09:00:00Z', true],
    ['Europe/London', '0 10 * * *', '2025-03-30T10:00:00Z', false],
    ['Europe/London', '0 10 * * *', '2025-10-25T09:00:00Z', true],
    ['Europe/London', '0 10 * * *', '2025-10-26T10:00:00Z', true],
    ['America/New_York', '30 2 * * *', '2025-03-09T07:00:00Z', true],
    ['America/New_York', '30 1 * * *', '2025-11-02T05:30:00Z', true],
    ['America/New_York', '30 1 * * *', '2025-11-02T06:30:00Z', false],
    ['Australia/Lord_Howe', '15 2 * * *', '2025-10-04T15:30:00Z', true],
    ['Australia/Lord_Howe', '15 2 * * *', '2025-10-05T15:15:00Z', true],
  ])('in %s, of %s, holds %s: %s', (timezone, cron, start, expected) => {
    const zoned = { ...schedule, timezone, slots: [{ cron, budgetSeconds: 10 }], slotTolerance: 0 };
    expect(slotAt(zoned, Date.parse(start)) !== null).toBe(expected);
  });
});

describe('budgetOf', () => {
  const inSlot = '2012-06-18T10:00:25Z';
  it.each([
    ['its own', outage(inSlot, 5, { budgetSeconds: 7 }), schedule, { seconds: 7, source: 'outage' }],
    [
      'its own, without a schedule',
      outage(inSlot, 5, { budgetSeconds: 7 }),
      null,
      { seconds: 7, source: 'outage' },
    ],
    ["its slot's", outage(inSlot, 5), schedule, { seconds: 20, source: 'slot' }],
    [
      'the default, when its slot has none',
      outage('2012-06-18T18:00:00Z', 5),
      schedule,
      { seconds: 300, source: 'default' },
    ],
    [
      'the default, outside any slot',
      outage('2012-06-18T12:00:00Z', 5),
      schedule,
      { seconds: 300, source: 'default' },
    ],
    ['the default, without a schedule', outage(inSlot, 5), null, { seconds: 300, source: 'default' }],
  ] as const)('is %s', (_, subject, given, budget) => {
    expect(budgetOf(subject, given)).toEqual(budget);
  });
});

describe('faultsOfSchedule', () => {
  it('finds none in an outage that keeps to it', () => {
    expect(faults(outage('2012-06-18T10:00:25Z', 30))).toEqual([]);
  });

  it('names an outage outside any slot', () => {
    expect(faults(outage('2012-06-18T12:00:00Z', 5))).toEqual([{ kind: 'outside-slots' }]);
  });

  it('asks for no slot when there is none, nor of an outage without downtime', () => {
    expect(faults(outage('2012-06-18T12:00:00Z', 5), { slots: [] })).toEqual([]);
    expect(faults(outage('2012-06-20T12:00:00Z', 500, { phase: 'shutdown' }))).toEqual([]);
  });

  it.each([
    ['2012-06-20T10:00:00Z', 5, 'UTC', ['2012-06-20']],
    ['2012-06-19T23:59:58Z', 5, 'UTC', ['2012-06-20']],
    ['2012-06-19T23:59:55Z', 5, 'UTC', []],
    ['2012-06-20T23:30:00Z', 5, 'Europe/London', []],
    ['2012-06-19T23:30:00Z', 5, 'Europe/London', ['2012-06-20']],
  ])('%s, for %d s, in %s, falls on the blackout dates %j', (start, seconds, timezone, dates) => {
    expect(faults(outage(start, seconds), { slots: [], timezone })).toEqual(
      dates.map((date) => ({ kind: 'blackout', date })),
    );
  });

  it("names a day above its total, counting the other outages' share of that day once", () => {
    const others = [
      outage('2012-06-18T02:00:00Z', 20),
      outage('2012-06-18T02:00:10Z', 10, { outage: 'the same seconds' }),
      outage('2012-06-18T18:00:00Z', 500, { phase: 'partial' }),
      outage('2012-06-19T02:00:00Z', 20),
    ];
    const fault = { kind: 'day-total', date: '2012-06-18', seconds: 30.5, allowedSeconds: 30 };
    expect(faults(outage('2012-06-18T10:00:00Z', 10.5), {}, others)).toEqual([fault]);
    expect(faults(outage('2012-06-18T10:00:00Z', 10), {}, others)).toEqual([]);
  });

  it('lets an open window last until it is asked', () => {
    expect(faults(outage('2012-06-18T10:00:00Z', null))).toEqual([
      { kind: 'day-total', date: '2012-06-18', seconds: 3600, allowedSeconds: 30 },
    ]);
  });

  it.each([
    [4, []],
    [4.1, [{ kind: 'patch-budget', seconds: 4.1, allowedSeconds: 4 }]],
    [null, []],
  ])('takes %s s of patches', (patchSeconds, expected) => {
    const subject = outage('2012-06-18T10:00:00Z', 10);
    const facts = { outages: [subject], patchSeconds, until: subject.start };
    expect(faultsOfSchedule(subject, schedule, facts)).toEqual(expected);
    expect(faultsOfSchedule(subject, { ...schedule, patchBudgetSeconds: null }, facts)).toEqual([]);
  });
});

describe('downtimeOfDay', () => {
  it('cuts days at the midnight of the zone', () => {
    const outages = [outage('2012-06-18T22:59:50Z', 20)];
    const seconds = (date: string) => downtimeOfDay(outages, date, 'Europe/London', 0);
    expect([seconds('2012-06-18'), seconds('2012-06-19')]).toEqual([10, 10]);
  });
});
