import { describe, expect, it } from 'vitest';
import { baselineIntervals, isSufficient, observe } from '../../src/analysis/evidence.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { END, HOUR, MINUTE, SETTINGS, START, WATCHED_FROM, windowOf } from '../support/build-evidence.js';

const held = (...windows: Partial<OutageWindow>[]) =>
  windows.map((window) => ({ window: windowOf({ outage: 'other', ...window }), named: false }));
const long = Number.MIN_SAFE_INTEGER;

describe('baselineIntervals', () => {
  it('is the day before the outage, less the clock tolerance', () => {
    expect(baselineIntervals(START, held({ outage: 'fdt-1' }), long, SETTINGS)).toEqual([
      { start: START - 1000 - 24 * HOUR, end: START - 1000 },
    ]);
  });

  it('leaves out every window on the system, with tolerance and grace', () => {
    const yesterday = { start: START - 10 * HOUR, end: START - 9 * HOUR };
    expect(baselineIntervals(START, held({ outage: 'fdt-1' }, yesterday), long, SETTINGS)).toEqual([
      { start: START - 1000 - 24 * HOUR, end: START - 10 * HOUR - 1000 },
      { start: START - 9 * HOUR + 61_000, end: START - 1000 },
    ]);
  });

  it('leaves out an open window as far as it reaches', () => {
    expect(baselineIntervals(START, held({ start: START - 10 * HOUR, end: null }), long, SETTINGS)).toEqual([
      { start: START - 1000 - 24 * HOUR, end: START - 10 * HOUR - 1000 },
      { start: START - 6 * HOUR, end: START - 1000 },
    ]);
  });

  it('leaves out what lies before the first OOPS of the store', () => {
    expect(baselineIntervals(START, [], START - 2 * HOUR, SETTINGS)).toEqual([
      { start: START - 2 * HOUR, end: START - 1000 },
    ]);
    expect(baselineIntervals(START, [], START - 1000, SETTINGS)).toEqual([]);
    expect(baselineIntervals(START, [], null, SETTINGS)).toEqual([]);
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
    expect(observe(END, held(window), wanted.end, SETTINGS)).toEqual({
      interval,
      wanted: interval,
      cutBy: 'window',
    });
  });

  it.each([
    ['was over before', { start: START, end: END }],
    ['begins when it is over', { start: wanted.end + 1000, end: null }],
  ])('is not cut by a window that %s', (_, window) => {
    expect(observe(END, held(window), wanted.end, SETTINGS).cutBy).toBeNull();
  });

  it('ends at the earliest of several windows, and at what has been read when that is earlier still', () => {
    const later = { start: wanted.start + 9 * MINUTE, end: null };
    const sooner = { start: wanted.start + 5 * MINUTE, end: null };
    expect(observe(END, held(later, sooner), wanted.end, SETTINGS).interval.end).toBe(
      wanted.start + 5 * MINUTE - 1000,
    );
    expect(observe(END, held(later), wanted.start + MINUTE, SETTINGS)).toEqual({
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
      expect(baselineIntervals(START, held(window), long, settings)).toEqual(left);
    }
  });
});
