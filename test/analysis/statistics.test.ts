import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProbability } from '../../src/analysis/recovery-words.js';
import {
  adjustPValues,
  binomialUpperTail,
  poissonUpperTail,
  poissonZero,
} from '../../src/analysis/statistics.js';

/** Equal to twelve digits, however small. */
const expectClose = (value: number, wanted: number) =>
  expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-12);

describe('poissonUpperTail', () => {
  // Summed as series in 60 digits.
  it.each([
    [1, 0.5, 3.934693402873666e-1],
    [3, 0.0697, 5.356536303278258e-5],
    [10, 2, 4.64980750172638e-5],
    [50, 50, 5.188083154720433e-1],
    [100, 20, 3.488878669689653e-37],
    [200, 5, 5.452283195135144e-238],
    [130, 1, 5.732447825770318e-221],
    [40, 0.0001, 1.225497872531386e-208],
    [1000, 500, 3.2982727970671e-86],
    [10_300, 10_000, 1.432365367466765e-3],
  ])('P(X >= %i | %d) = %d', (count, mean, wanted) => {
    expectClose(poissonUpperTail(count, mean), wanted);
  });

  // gammainc alone gives 0.0112 for the first and 0.175 for the third.
  it.each([
    [1050, 1000.5, 0.06154131656390389],
    [1051, 1000.5, 0.05785118882532355],
    [1500, 1467.25, 0.1995547991709431],
    [2000, 2000, 0.5029735484442025],
    [900, 1001, 0.9994417411302329],
    [100_000, 100_100, 0.6244451307044055],
    [100, 2000, 1],
  ])('P(X >= %i | %d) = %d, near or below a large mean', (count, mean, wanted) => {
    expect(poissonUpperTail(count, mean)).toBeCloseTo(wanted, 9);
  });

  it('falls with every count more, and rises with the mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (count, mean) => {
        const here = poissonUpperTail(count, mean);
        expect(poissonUpperTail(count + 1, mean)).toBeLessThanOrEqual(here + 1e-10);
        expect(poissonUpperTail(count, mean + 1)).toBeGreaterThanOrEqual(here - 1e-10);
      }),
    );
  });

  it('is certain of nothing at all, and of something where nothing is to be expected impossible', () => {
    expect(poissonUpperTail(0, 0)).toBe(1);
    expect(poissonUpperTail(1, 0)).toBe(0);
  });

  it('leaves to one or more what P(0) leaves', () => {
    for (const mean of [0.01, 1, 6.9]) expectClose(poissonUpperTail(1, mean), 1 - poissonZero(mean));
  });
});

describe('binomialUpperTail', () => {
  // Summed as exact fractions.
  it.each([
    [2, 2, 1 / 49, 4.164931278633903e-4],
    [3, 10, 1 / 49, 9.159028462732632e-4],
    [60, 100, 0.5, 2.84439668204904e-2],
    [100, 100, 0.01, 1e-200],
  ])('P(X >= %i of %i | %d) = %d', (successes, trials, probability, wanted) => {
    expectClose(binomialUpperTail(successes, trials, probability), wanted);
  });

  it.each([
    [0, 5, 0.5, 1],
    [6, 5, 0.5, 0],
    [1, 5, 0, 0],
    [5, 5, 1, 1],
  ])('P(X >= %i of %i | %d) = %i', (successes, trials, probability, wanted) => {
    expect(binomialUpperTail(successes, trials, probability)).toBe(wanted);
  });
});

describe('adjustPValues', () => {
  it.each([
    [[], []],
    [[0.2], [0.2]],
    [
      [0.01, 0.04, 0.03],
      [0.03, 0.04, 0.04],
    ],
    [
      [0.005, 0.5, 0.011, 0.02, 0.04],
      [0.025, 0.5, 0.0275, 0.1 / 3, 0.05],
    ],
  ])('%j becomes %j', (given, wanted) => {
    adjustPValues(given).forEach((p, index) => {
      expect(p).toBeCloseTo(wanted[index] ?? Number.NaN, 12);
    });
    expect(adjustPValues(given)).toHaveLength(wanted.length);
  });

  it('never lowers one, never passes 1, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (given) => {
        const adjusted = adjustPValues(given);
        given.forEach((p, index) => {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          expect(adjusted[index]).toBeLessThanOrEqual(1);
          given.forEach((other, place) => {
            if (p < other) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[place] ?? 0);
          });
        });
      }),
    );
  });
});

describe('formatProbability', () => {
  it.each([
    [0, '< 1e-300'],
    [1.23e-30, '1.2e-30'],
    [0.000999, '1.0e-3'],
    [0.0312, '0.031'],
    [1, '1'],
  ])('writes %d as %s', (p, text) => {
    expect(formatProbability(p)).toBe(text);
  });
});
