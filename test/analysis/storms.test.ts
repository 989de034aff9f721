import { describe, expect, it } from 'vitest';
import { poissonUpperTail } from '../../src/analysis/statistics.js';
import {
  type FailureBaseline,
  findRushes,
  findStorms,
  isRecorded,
  measureOffsets,
  type Storm,
  type SystemFailures,
} from '../../src/analysis/storms.js';
import { createWindowScopes } from '../../src/analysis/window-scope.js';
import { HOUR, SETTINGS, windowOf } from '../support/build-evidence.js';

const DAY = 24 * HOUR;
const quiet = () => ({ failures: 0, lengthMs: DAY });

/** Times from gaps in milliseconds, the first at `from`. */
const rush = (from: number, ...gaps: number[]) => {
  let time = from;
  return [from, ...gaps.map((gap) => (time += gap))];
};

/** The storms of some systems' failures, each held against its baseline. */
function stormsOf(
  systems: readonly SystemFailures[],
  baselineOf: (system: string, before: number) => FailureBaseline | null,
  alpha = 0.001,
): Storm[] {
  const rushes = findRushes(systems);
  return findStorms(
    rushes,
    rushes.map(({ system, before }) => baselineOf(system, before)),
    alpha,
  );
}

describe('findStorms', () => {
  it.each([
    ['five with gaps of 15 s', rush(0, 15_000, 15_000, 15_000, 15_000), 1],
    ['four', rush(0, 1, 1, 1), 0],
    ['five with one gap a moment longer', rush(0, 15_000, 15_001, 15_000, 15_000), 0],
    ['two times five with a longer gap between', rush(0, 1, 1, 1, 1, 40_000, 1, 1, 1, 1), 2],
  ])('finds of %s: %#', (_, times, found) => {
    expect(stormsOf([{ system: 'web', times }], quiet)).toHaveLength(found);
  });

  it('gives the first and the last failure, their number and their systems', () => {
    const systems = [
      { system: 'web', times: rush(1000, 10, 10, 10, 10) },
      { system: 'librarian', times: rush(31_040, 5, 5, 5, 5) },
    ];
    expect(stormsOf(systems, quiet)).toEqual([
      { start: 1000, end: 31_060, systems: ['librarian', 'web'], count: 10 },
    ]);
  });

  it('keeps storms of several systems apart that lie more than 30 s from one another', () => {
    const systems = [
      { system: 'web', times: rush(1000, 10, 10, 10, 10) },
      { system: 'librarian', times: rush(31_041, 5, 5, 5, 5) },
    ];
    expect(stormsOf(systems, quiet).map(({ start }) => start)).toEqual([1000, 31_041]);
  });

  it('asks for the baseline before all that the failures may be a part of, whatever order they come in', () => {
    const asked: [string, number][] = [];
    const systems = [
      { system: 'web', times: [...rush(DAY + 20_000, 10, 10, 10, 10), ...rush(2 * DAY, 10, 10, 10, 10)] },
      { system: 'librarian', times: rush(DAY, 10, 10, 10, 10) },
    ];
    const baselineOf = (system: string, before: number) => {
      asked.push([system, before]);
      return quiet();
    };
    const found = stormsOf(systems, baselineOf);
    expect(asked).toEqual([
      ['librarian', DAY],
      ['web', DAY],
      ['web', 2 * DAY],
    ]);
    expect(found.map(({ start, count }) => [start, count])).toEqual([
      [DAY, 10],
      [2 * DAY, 5],
    ]);
  });

  // 5 in 40 s: at 1,000 a day 0.46 are usual and P(X >= 5) = 0.00012; at 2,000, 0.93 and 0.0026.
  it.each([
    [1000, 1],
    [2000, 0],
  ])('takes 5 in 40 s where %i a day are usual for %i storm', (failures, found) => {
    const times = rush(DAY, 10_000, 10_000, 10_000, 10_000);
    expect(stormsOf([{ system: 'web', times }], () => ({ failures, lengthMs: DAY }))).toHaveLength(found);
  });

  it('takes what no baseline can explain for a storm', () => {
    expect(stormsOf([{ system: 'web', times: rush(0, 1, 1, 1, 1) }], () => null)).toHaveLength(1);
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
  it('asks of each of many storms for the baseline before its own', () => {
    const asked: number[] = [];
    const times = [0, 1, 2].flatMap((day) => rush(day * DAY, 10, 10, 10, 10));
    const baselineOf = (_: string, before: number) => {
      asked.push(before);
      return quiet();
    };
    stormsOf([{ system: 'web', times }], baselineOf);
    expect(asked).toEqual([0, DAY, 2 * DAY]);
  });

  it('holds a p-value that equals α for no storm', () => {
    const times = rush(0, 1000, 1000, 1000, 1000);
    // Five where one is usual in that time: P(X ≥ 5) = 0.00366.
    const usual = () => ({ failures: 1, lengthMs: 4000 });
    const p = poissonUpperTail(5, 1);
    expect(stormsOf([{ system: 'web', times }], usual, p)).toEqual([]);
    expect(stormsOf([{ system: 'web', times }], usual, p * (1 + Number.EPSILON))).toHaveLength(1);
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
