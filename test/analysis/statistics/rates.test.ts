import { describe, expect, it } from 'vitest';
import {
  dropProbability,
  hasDoubled,
  predict,
  riseProbability,
} from '../../../src/analysis/statistics/rates.js';
import { binomialUpperTail, poissonLowerTail } from '../../../src/analysis/statistics/statistics.js';
import { DAY, HOUR, MINUTE } from '../../support/build-evidence.js';

const halfHour = 30 * MINUTE;
const watched = (count: number, ms: number) => ({ count, ms });

describe('predict', () => {
  it('takes a rate to another length', () => {
    expect(predict(watched(96, DAY), halfHour)).toBe(2);
  });
});

describe('hasDoubled', () => {
  // 30 min are a 48th of a day.
  it.each([
    [4, 96, true],
    [3, 96, false],
    [1, 0, true],
    [4000, 96_000, true],
    [3999, 96_000, false],
  ])('%i in half an hour against %i in a day: %s', (now, before, doubled) => {
    expect(hasDoubled(watched(now, halfHour), watched(before, DAY))).toBe(doubled);
  });

  it('holds of exactly twice as many, whatever the lengths', () => {
    const lengths = [1, 7, 49, 1_799_999, 25 * MINUTE, 3 * HOUR - 1];
    for (const ms of lengths) {
      for (const before of lengths) {
        expect(hasDoubled(watched(2 * ms, ms), watched(before, before))).toBe(true);
        expect(hasDoubled(watched(2 * ms - 1, ms), watched(before, before))).toBe(false);
        expect(hasDoubled(watched(6, 3 * ms), watched(before, before * ms))).toBe(true);
      }
    }
  });
});

describe('riseProbability', () => {
  it('is the conditional binomial test', () => {
    expect(riseProbability(watched(3, halfHour), watched(7, DAY))).toBe(binomialUpperTail(3, 10, 1 / 49));
  });

  // 7 over 2 is 3.5, rounded down; 7 over 2 is rounded up for what it is compared with.
  it('rounds what shows a rise down and what it is compared with up, where they clump', () => {
    expect(riseProbability(watched(7, halfHour), watched(7, DAY), 2)).toBe(binomialUpperTail(3, 7, 1 / 49));
  });
});

describe('dropProbability', () => {
  it('is the Poisson test', () => {
    expect(dropProbability(watched(3, halfHour), watched(480, DAY))).toBe(poissonLowerTail(3, 10));
  });

  it('rounds what shows a drop up, and the usual not at all, where they clump', () => {
    expect(dropProbability(watched(3, halfHour), watched(480, DAY), 4)).toBe(poissonLowerTail(1, 2.5));
  });
});
