import { describe, expect, it } from 'vitest';
import { disposeSightings } from '../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
import { measureRecovery, secondsNeeded } from '../../src/analysis/recovery-figures.js';
import {
  counted,
  during,
  END,
  evidenceOf,
  HOUR,
  MINUTE,
  SETTINGS,
  START,
  sighting,
  sightings,
  systemOf,
  WATCHED_FROM,
  watchedFor,
  windowOf,
} from '../support/build-evidence.js';

function measure(more: Partial<SystemEvidence>, observedUntil = END + 24 * HOUR) {
  const system = systemOf(more);
  const [disposed] = disposeSightings(evidenceOf(system), SETTINGS);
  return measureRecovery(system, disposed?.sightings ?? [], observedUntil, SETTINGS);
}

describe('measureRecovery', () => {
  it('counts what was seen in the observation, by kind', () => {
    const before = sighting('DisconnectionError', END);
    const late = sighting('DisconnectionError', WATCHED_FROM);
    const other = sighting('NotFound', WATCHED_FROM + 1);
    const after = sighting('DisconnectionError', WATCHED_FROM + 10 * MINUTE);
    const observation = watchedFor(10 * MINUTE);
    const figures = measure({ afterwards: [before, late, other, after], observation });
    expect(figures).toMatchObject({
      end: END,
      observedMs: 10 * MINUTE,
      unreadMs: 0,
      observed: [late, other],
      late: [late],
      others: [other],
      lagSeconds: 61,
      firstHeardAgain: END,
    });
  });

  it('counts nothing while a window is open', () => {
    const open = windowOf({ end: null });
    const afterwards = [sighting('DisconnectionError', END)];
    expect(measure({ windows: [{ window: open, named: false }], end: null, afterwards })).toMatchObject({
      end: null,
      observation: null,
      observedMs: 0,
      unreadMs: 0,
      observed: [],
      lagSeconds: null,
    });
  });

  it('says how much is unread before the observation begins', () => {
    expect(measure({ observation: watchedFor(0) }, WATCHED_FROM - 500).unreadMs).toBe(500);
    expect(measure({ observation: watchedFor(0) }, WATCHED_FROM + 500).unreadMs).toBe(0);
  });

  it('adds up the baseline by kind, and has none below an hour', () => {
    const baselineCounts = [counted('DisconnectionError', 3), counted('NotFound', 4), counted('KeyError', 5)];
    expect(measure({ baselineCounts }).baseline).toEqual({
      lengthMs: 24 * HOUR,
      any: 12,
      outageFailures: 3,
      others: 9,
      counts: baselineCounts,
    });
    expect(measure({ baselineCounts, baseline: [{ start: 0, end: HOUR - 1 }] }).baseline).toBeNull();
  });

  it('takes the rate of failures from what was expected during the windows, each moment once', () => {
    const twice = [windowOf(), windowOf({ start: START + MINUTE })].map((window) => ({
      window,
      named: true,
    }));
    const recovery = {
      ...sighting('DisconnectionError', END + 1000),
      window: windowOf(),
      relation: 'recovery' as const,
    };
    const attributed = [
      ...during(windowOf(), [...sightings('DisconnectionError', 6, START), sighting('KeyError', START)]),
      recovery,
    ];
    expect(measure({ windows: twice, attributed }).failureRate).toBeCloseTo(6 / 602_000, 15);
    expect(measure({ windows: [] }).failureRate).toBe(0);
  });
});

describe('secondsNeeded', () => {
  const needed = (watched: number, more: Partial<SystemEvidence> = {}) =>
    secondsNeeded(measure({ observation: watchedFor(watched), ...more }), SETTINGS);
  /** So many a day that a silence of so long is a chance of 1 in 1000. */
  const usualFor = (ms: number) => [counted('NotFound', (-Math.log(0.001) * 24 * HOUR) / ms)];

  it('is the rest of the minimum where no rate is known, and nothing after it', () => {
    expect(needed(2 * MINUTE)).toBe(180);
    expect(needed(5 * MINUTE)).toBeNull();
  });

  it('is the rest of what the usual rate takes, up to the whole observation', () => {
    expect(needed(10 * MINUTE, { baselineCounts: usualFor(20 * MINUTE) })).toBe(600);
    expect(needed(10 * MINUTE, { baselineCounts: usualFor(30 * MINUTE - 1) })).toBe(1200);
    expect(needed(10 * MINUTE, { baselineCounts: usualFor(31 * MINUTE) })).toBeNull();
  });

  it('is nothing where all that could be watched was', () => {
    expect(secondsNeeded(measure({}), SETTINGS)).toBeNull();
    expect(secondsNeeded({ ...measure({}), observation: null }, SETTINGS)).toBeNull();
  });
});
