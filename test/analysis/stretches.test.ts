import { describe, expect, it } from 'vitest';
import {
  baselineIntervals,
  followUp,
  isSufficient,
  justBeforeIntervals,
  observe,
  stormReach,
} from '../../src/analysis/stretches.js';
import type { OutageWindow } from '../../src/outages/window.js';
import {
  DAY,
  END,
  HOUR,
  MINUTE,
  SECOND,
  SETTINGS,
  START,
  WATCHED_FROM,
  windowOf,
} from '../support/build-evidence.js';

const others = (...windows: Partial<OutageWindow>[]) =>
  windows.map((window) => ({ window: windowOf({ outage: 'other', ...window }), named: false }));
const long = Number.MIN_SAFE_INTEGER;

describe('baselineIntervals', () => {
  it('is the day before the outage, less the clock tolerance', () => {
    expect(baselineIntervals(START, others({ outage: 'fdt-1' }), [], long, SETTINGS)).toEqual([
      { start: START - 1000 - 24 * HOUR, end: START - 1000 },
    ]);
  });

  it('leaves out every window on the system, with tolerance and grace', () => {
    const yesterday = { start: START - 10 * HOUR, end: START - 9 * HOUR };
    expect(baselineIntervals(START, others({ outage: 'fdt-1' }, yesterday), [], long, SETTINGS)).toEqual([
      { start: START - 1000 - 24 * HOUR, end: START - 10 * HOUR - 1000 },
      { start: START - 9 * HOUR + 61_000, end: START - 1000 },
    ]);
  });

  it('leaves out an open window as far as it reaches', () => {
    expect(
      baselineIntervals(START, others({ start: START - 10 * HOUR, end: null }), [], long, SETTINGS),
    ).toEqual([
      { start: START - 1000 - 24 * HOUR, end: START - 10 * HOUR - 1000 },
      { start: START - 6 * HOUR, end: START - 1000 },
    ]);
  });

  it('leaves out what lies before the first OOPS of the store', () => {
    expect(baselineIntervals(START, [], [], START - 2 * HOUR, SETTINGS)).toEqual([
      { start: START - 2 * HOUR, end: START - 1000 },
    ]);
    expect(baselineIntervals(START, [], [], START - 1000, SETTINGS)).toEqual([]);
    expect(baselineIntervals(START, [], [], null, SETTINGS)).toEqual([]);
  });

  it('is sufficient from one hour on, in however many pieces', () => {
    const half = HOUR / 2;
    const pieces = [
      { start: 0, end: half },
      { start: HOUR, end: HOUR + half },
    ];
    expect(isSufficient(pieces)).toBe(true);
    expect(isSufficient([{ start: 1, end: half }, ...pieces.slice(1)])).toBe(false);
  });
});

describe('observe', () => {
  const wanted = { start: WATCHED_FROM, end: WATCHED_FROM + 30 * MINUTE };

  it('is the half hour after tolerance and grace', () => {
    expect(observe(END, [], wanted.end, SETTINGS)).toEqual({ interval: wanted, wanted, cutBy: null });
  });

  it.each([
    ['what has been read ends', wanted.end - 1, wanted.end - 1],
    ['nothing past the outage has been read', END, wanted.start],
  ])('ends where %s', (_, observedUntil, end) => {
    expect(observe(END, [], observedUntil, SETTINGS)).toEqual({
      interval: { start: wanted.start, end },
      wanted,
      cutBy: 'observed-until',
    });
  });

  it.each([
    ['within it', { start: wanted.start + MINUTE, end: null }, wanted.start + MINUTE - 1000],
    ['before it, and still lasts', { start: START, end: wanted.start }, wanted.start],
    ['before it, and reaches into it with its grace', { start: START, end: END + 1 }, wanted.start],
  ])('ends at a window that begins %s', (_, window, end) => {
    const interval = { start: wanted.start, end };
    expect(observe(END, others(window), wanted.end, SETTINGS)).toEqual({
      interval,
      wanted: interval,
      cutBy: 'window',
    });
  });

  it.each([
    ['was over before', { start: START, end: END }],
    ['begins when it is over', { start: wanted.end + 1000, end: null }],
  ])('is not cut by a window that %s', (_, window) => {
    expect(observe(END, others(window), wanted.end, SETTINGS).cutBy).toBeNull();
  });

  it('ends at the earliest of several windows, and at what has been read when that is earlier still', () => {
    const later = { start: wanted.start + 9 * MINUTE, end: null };
    const sooner = { start: wanted.start + 5 * MINUTE, end: null };
    expect(observe(END, others(later, sooner), wanted.end, SETTINGS).interval.end).toBe(
      wanted.start + 5 * MINUTE - 1000,
    );
    expect(observe(END, others(later), wanted.start + MINUTE, SETTINGS)).toEqual({
      interval: { start: wanted.start, end: wanted.start + MINUTE },
      wanted: { start: wanted.start, end: wanted.start + 9 * MINUTE - 1000 },
      cutBy: 'observed-until',
    });
  });
});

describe('the windows that reach into a baseline', () => {
  const day = { start: START - 1000 - 24 * HOUR, end: START - 1000 };

  it.each([
    [
      'an open one that began before the day',
      { start: day.start - 3 * HOUR, end: null },
      [{ start: day.start + HOUR, end: day.end }],
    ],
    [
      'one that ended before the day, less than its grace',
      { start: day.start - HOUR, end: day.start - 60_500 },
      [{ start: day.start + 500, end: day.end }],
    ],
    [
      'one that begins after the day, less than its tolerance',
      { start: day.end + 500, end: null },
      [{ start: day.start, end: day.end - 500 }],
    ],
  ])('are cut out of it: %s', (_, window, left) => {
    // A cap shorter than the grace must not hide the grace.
    for (const openWindowCap of window.end === null ? [4 * HOUR] : [MINUTE, 4 * HOUR]) {
      const settings = { ...SETTINGS, attribution: { ...SETTINGS.attribution, openWindowCap } };
      expect(baselineIntervals(START, others(window), [], long, settings)).toEqual(left);
    }
  });
});

describe('the storms in a baseline', () => {
  const day = { start: START - SECOND - DAY, end: START - SECOND };

  it.each([
    [
      'with the grace on both sides, the last moment inside',
      [{ start: START - 10 * HOUR, end: START - 9 * HOUR }],
      [
        { start: day.start, end: START - 10 * HOUR - MINUTE },
        { start: START - 9 * HOUR + MINUTE + 1, end: day.end },
      ],
    ],
    [
      'that began before the day',
      [{ start: day.start - HOUR, end: day.start + MINUTE }],
      [{ start: day.start + 2 * MINUTE + 1, end: day.end }],
    ],
    [
      'that lasts until the outage',
      [{ start: day.end - MINUTE, end: day.end }],
      [{ start: day.start, end: day.end - 2 * MINUTE }],
    ],
    ['that ended a grace before it', [{ start: day.start - HOUR, end: day.start - MINUTE - 1 }], [day]],
  ])('are left out: one %s', (_, storms, left) => {
    expect(baselineIntervals(START, [], storms, long, SETTINGS)).toEqual(left);
  });

  it('reach as far as the grace says', () => {
    expect(stormReach({ start: 1000, end: 2000 }, { ...SETTINGS.attribution, recoveryGrace: 50 })).toEqual({
      start: 950,
      end: 2051,
    });
  });
});

describe('just before', () => {
  const end = START - SECOND;

  it('is the part of the baseline in the last two hours', () => {
    expect(justBeforeIntervals(START, [{ start: end - DAY, end }], SETTINGS)).toEqual([
      { start: end - 2 * HOUR, end },
    ]);
    const pieces = [
      { start: end - DAY, end: end - 2 * HOUR },
      { start: end - 110 * MINUTE, end: end - HOUR },
      { start: end - 20 * MINUTE, end },
    ];
    expect(justBeforeIntervals(START, pieces, SETTINGS)).toEqual(pieces.slice(1));
  });

  it.each([
    [HOUR, true],
    [HOUR - 1, false],
  ])('is usable when an hour remains: %i ms', (length, isUsable) => {
    const pieces = [
      { start: end - DAY, end: end - 3 * HOUR },
      { start: end - length - MINUTE, end: end - MINUTE },
    ];
    expect(justBeforeIntervals(START, pieces, SETTINGS) !== null).toBe(isUsable);
  });
});

describe('followUp', () => {
  const whole = { start: WATCHED_FROM, end: END + DAY };
  const outage = { start: START, end: END };
  const back = (days: number, { start, end }: { start: number; end: number }) => ({
    start: start - days * DAY,
    end: end - days * DAY,
  });

  it('is a day from the end of the outage, less tolerance and grace, with its first hours', () => {
    expect(followUp(outage, [], whole.end, long, SETTINGS)).toEqual({
      interval: whole,
      wanted: whole,
      cutBy: null,
      firstHours: { start: WATCHED_FROM, end: WATCHED_FROM + 3 * HOUR },
      sameHours: [
        // The day before, up to the outage itself: the last 9 min 59 s of the day lie past its start.
        { daysBack: 1, interval: { start: WATCHED_FROM - DAY, end: START - SECOND } },
        { daysBack: 7, interval: back(7, whole) },
      ],
    });
  });

  it('is cut where the next window begins, and at what has been read', () => {
    const next = others({ start: END + 2 * HOUR + SECOND, end: null });
    const interval = { start: WATCHED_FROM, end: END + 2 * HOUR };
    expect(followUp(outage, next, whole.end, long, SETTINGS)).toEqual({
      interval,
      wanted: interval,
      cutBy: 'window',
      firstHours: interval,
      sameHours: [1, 7].map((daysBack) => ({ daysBack, interval: back(daysBack, interval) })),
    });
    const read = { start: WATCHED_FROM, end: END + HOUR };
    expect(followUp(outage, next, END + HOUR, long, SETTINGS)).toMatchObject({
      interval: read,
      wanted: interval,
      cutBy: 'observed-until',
      firstHours: read,
    });
  });

  it.each([
    [WATCHED_FROM - 7 * DAY, [1, 7]],
    [WATCHED_FROM - 7 * DAY + 1, [1]],
    [null, [1]],
  ])('has the same hours of a week before only where the store reaches so far: %i', (first, days) => {
    const { sameHours } = followUp(outage, [], whole.end, first, SETTINGS);
    expect(sameHours.map(({ daysBack }) => daysBack)).toEqual(days);
  });

  it('has no same hours that lie in the outage', () => {
    const long25h = { start: START - 25 * HOUR, end: END };
    const { sameHours } = followUp(long25h, [], whole.end, START - DAY * 2, SETTINGS);
    expect(sameHours).toEqual([
      { daysBack: 1, interval: { start: WATCHED_FROM - DAY, end: WATCHED_FROM - DAY } },
    ]);
  });

  it('is empty where it was set shorter than tolerance and grace, or nothing has been read', () => {
    const settings = { ...SETTINGS, verdict: { ...SETTINGS.verdict, followUp: MINUTE } };
    const empty = { start: WATCHED_FROM, end: WATCHED_FROM };
    expect(followUp(outage, [], whole.end, null, settings)).toMatchObject({
      interval: empty,
      firstHours: empty,
    });
    expect(followUp(outage, [], END, null, SETTINGS)).toMatchObject({ interval: empty, firstHours: empty });
  });
});
