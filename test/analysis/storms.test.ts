import { describe, expect, it } from 'vitest';
import { poissonUpperTail } from '../../src/analysis/statistics/statistics.js';
import {
  findRushes,
  isRecorded,
  joinStorms,
  keepStorms,
  measureOffsets,
  type Storm,
} from '../../src/analysis/storms.js';
import { createWindowScopes } from '../../src/analysis/window-scope.js';
import { HOUR, SETTINGS, windowOf } from '../support/build-evidence.js';

const DAY = 24 * HOUR;

/** Times from gaps in milliseconds, the first at `from`. */
const rush = (from: number, ...gaps: number[]) => {
  let time = from;
  return [from, ...gaps.map((gap) => (time += gap))];
};

describe('findRushes', () => {
  it.each([
    ['five with gaps of 15 s', rush(0, 15_000, 15_000, 15_000, 15_000), 1],
    ['four', rush(0, 1, 1, 1), 0],
    ['five with one gap a moment longer', rush(0, 15_000, 15_001, 15_000, 15_000), 0],
    ['two times five with a longer gap between', rush(0, 1, 1, 1, 1, 40_000, 1, 1, 1, 1), 2],
    ['nothing', [], 0],
  ])('finds of %s: %#', (_, times, found) => {
    expect(findRushes(times)).toHaveLength(found);
  });

  it('gives the first and the last failure, their number and the place of the first', () => {
    expect(findRushes([0, ...rush(100_000, 1, 2, 3, 4), 200_000])).toEqual([
      { start: 100_000, end: 100_010, count: 5, first: 1 },
    ]);
  });
});

describe('joinStorms', () => {
  const storm = (times: number[]) => findRushes(times);

  it('makes one of storms of several systems within 30 s', () => {
    const systems = [
      ['web', storm(rush(1000, 10, 10, 10, 10))],
      ['librarian', storm(rush(31_040, 5, 5, 5, 5))],
    ] as const;
    expect(joinStorms(systems)).toEqual([
      { start: 1000, end: 31_060, systems: ['librarian', 'web'], count: 10 },
    ]);
  });

  it('keeps those apart that lie further from one another, by start', () => {
    const systems = [
      ['librarian', storm(rush(31_041, 5, 5, 5, 5))],
      ['web', storm(rush(1000, 10, 10, 10, 10))],
    ] as const;
    expect(joinStorms(systems).map(({ start }) => start)).toEqual([1000, 31_041]);
  });
});

describe('keepStorms', () => {
  const dayBefore = (moment: number) => [{ start: moment - DAY, end: moment }];
  const times = rush(2 * DAY, 10_000, 10_000, 10_000, 10_000);
  const keptWith = (before: readonly number[], usual = dayBefore) =>
    keepStorms(findRushes(times), { times: [...before].sort((a, b) => a - b), dayBefore: usual }, 0.001)
      .length;
  /** So many failures a day, none within 15 s of another. */
  const lone = (count: number) => Array.from({ length: count }, (_, index) => DAY + (index * DAY) / count);

  // 5 in 40 s: at 1,000 a day 0.46 are usual and P(X >= 5) = 0.00012; at 2,000, 0.93 and 0.0026.
  it.each([
    [1000, 1],
    [2000, 0],
  ])('takes 5 in 40 s where %i a day are usual for %i storm', (failures, found) => {
    expect(keptWith(lone(failures))).toBe(found);
  });

  it('leaves other rushes out of what is usual, their failures and their length', () => {
    const tenRushes = Array.from({ length: 10 }, (_, index) =>
      Array.from({ length: 200 }, (_gap, place) => DAY + index * HOUR + place * 1000),
    ).flat();
    expect(keptWith(tenRushes)).toBe(1);
    // 83 an hour is as 2,000 a day, and the rest of the day is one rush.
    const hour = Array.from({ length: 83 }, (_, index) => 2 * DAY - HOUR + index * (HOUR / 83));
    const rest = Array.from({ length: 6000 }, (_, index) => DAY + (index * (23 * HOUR - 20_000)) / 6000);
    expect(keptWith([...rest, ...hour])).toBe(0);
  });

  it('counts only what lies in the day before', () => {
    const half = (moment: number) => [{ start: moment - DAY, end: moment - DAY / 2 }];
    // All of 1,000 in half a day are as 2,000 a day; outside of it they are none.
    const inHalf = lone(1000).map((time) => DAY + (time - DAY) / 2);
    expect(keptWith(inHalf, half)).toBe(0);
    expect(
      keptWith(
        inHalf.map((time) => time + DAY / 2),
        half,
      ),
    ).toBe(1);
  });

  it.each([
    [HOUR - 1, 1],
    [HOUR, 0],
  ])('takes it for one with less than an hour to tell by: %i ms, %i storm', (length, found) => {
    const usual = (moment: number) => [{ start: moment - length, end: moment }];
    const dense = Array.from({ length: 200 }, (_, index) => 2 * DAY - HOUR + 18_000 * index);
    expect(keptWith(dense, usual)).toBe(found);
  });
});

describe('isRecorded', () => {
  const window = windowOf({ systems: ['web'] });
  const [start, end] = [window.start, window.end ?? 0];
  const storm = (from: number, to: number, systems = ['web']): Storm => ({
    start: from,
    end: to,
    systems,
    count: 9,
  });
  const recorded = (one: Storm, ...windows: (typeof window)[]) =>
    isRecorded(one, createWindowScopes(windows), SETTINGS.attribution);

  it.each([
    ['inside', start + 1, end - 1, true],
    ['that ends with the grace before it', start - 70_000, start - 60_000, true],
    ['that ends a moment earlier', start - 70_000, start - 60_001, false],
    ['that begins in the last moment of the grace after it', end + 59_999, end + 70_000, true],
    ['that begins a moment later', end + 60_000, end + 70_000, false],
  ])('knows of a storm %s: %#', (_, from, to, known) => {
    expect(recorded(storm(from, to), window)).toBe(known);
  });

  it('knows only of the systems that a downtime or partial window holds', () => {
    expect(recorded(storm(start, end, ['librarian', 'web']), window)).toBe(false);
    expect(
      recorded(storm(start, end, ['librarian', 'web']), window, windowOf({ systems: ['librarian'] })),
    ).toBe(true);
    expect(recorded(storm(start, end), { ...window, phase: 'shutdown' })).toBe(false);
    expect(recorded(storm(start, end), { ...window, phase: 'partial' })).toBe(true);
  });
});

describe('measureOffsets', () => {
  it.each([
    [5000, 100_000, { startOffsetSeconds: 5, endOffsetSeconds: 0, isOff: false }],
    [5001, 100_000, { startOffsetSeconds: 5.001, endOffsetSeconds: 0, isOff: true }],
    [-1, 94_999, { startOffsetSeconds: -0.001, endOffsetSeconds: -5.001, isOff: true }],
  ])('from %i to %i against 0 to 100,000', (start, end, offsets) => {
    expect(measureOffsets({ start, end, systems: [], count: 5 }, { start: 0, end: 100_000 })).toEqual(
      offsets,
    );
  });

  it('has no end to measure against while the outage is open', () => {
    const storm = { start: 0, end: 9_000_000, systems: [], count: 5 };
    expect(measureOffsets(storm, { start: 0, end: null })).toEqual({
      startOffsetSeconds: 0,
      endOffsetSeconds: null,
      isOff: false,
    });
  });
});

describe('the edges of storms', () => {
  it('holds a p-value that equals α for no storm', () => {
    const rushes = findRushes(rush(DAY, 1000, 1000, 1000, 1000));
    const lone = Array.from({ length: 225 }, (_, index) => DAY - HOUR + index * 16_000);
    const dayBefore = (moment: number) => [{ start: moment - HOUR, end: moment }];
    const p = poissonUpperTail(5, (lone.length * 4000) / HOUR);
    const kept = (alpha: number) => keepStorms(rushes, { times: lone, dayBefore }, alpha);
    expect(kept(p)).toEqual([]);
    expect(kept(p * (1 + Number.EPSILON))).toHaveLength(1);
  });

  it('measures either edge by its distance, and calls 5 s no more than that', () => {
    const storm = { start: 100_000, end: 200_000, systems: ['web'], count: 5 };
    expect(measureOffsets(storm, { start: 95_000, end: 205_000 })).toEqual({
      startOffsetSeconds: 5,
      endOffsetSeconds: -5,
      isOff: false,
    });
    expect(measureOffsets(storm, { start: 94_999, end: 200_000 }).isOff).toBe(true);
    expect(measureOffsets(storm, { start: 100_000, end: 205_001 }).isOff).toBe(true);
    expect(measureOffsets(storm, { start: 105_000, end: 195_000 }).isOff).toBe(false);
  });

  it('knows of one in an open window only up to its cap and the grace', () => {
    const scopes = createWindowScopes([windowOf({ start: 0, end: null })]);
    const at = (start: number): Storm => ({ start, end: start + 10, systems: ['web'], count: 5 });
    expect(isRecorded(at(4 * HOUR + 59_999), scopes, SETTINGS.attribution)).toBe(true);
    expect(isRecorded(at(4 * HOUR + 60_000), scopes, SETTINGS.attribution)).toBe(false);
  });
});
