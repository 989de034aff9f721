import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustPValues,
  binomialLowerTail,
  binomialUpperTail,
  poissonBinomialUpperTail,
  poissonLowerTail,
  poissonUpperTail,
  poissonZero,
} from '../../../src/analysis/statistics/statistics.js';

const anyProbability = fc.double({ min: 0, max: 1, noNaN: true });

/** Equal to twelve digits, however small. */
const expectClose = (value: number, wanted: number) =>
  expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-12);

/** Function, arguments, the tail summed in 60 digits by mpmath 1.3.0, and what @stdlib gave for it, which was here before. */
type Tail = [
  name: 'poissonUpperTail' | 'poissonLowerTail' | 'binomialUpperTail' | 'binomialLowerTail',
  ...values: number[],
];

const TAILS = JSON.parse(
  readFileSync(new URL('../../fixtures/statistics/tails.json', import.meta.url), 'utf8'),
) as Tail[];

describe('the tails', () => {
  it.each(['poissonUpperTail', 'poissonLowerTail', 'binomialUpperTail', 'binomialLowerTail'] as const)(
    'of %s are exact to twelve digits from a mean of a thousand-millionth to a million',
    (name) => {
      const tail = { poissonUpperTail, poissonLowerTail, binomialUpperTail, binomialLowerTail }[name];
      const own = TAILS.filter(([of]) => of === name);
      expect(own.length).toBeGreaterThan(50);
      for (const [, ...values] of own) {
        const [exact, before] = values.slice(-2) as [number, number];
        const value = tail(...(values.slice(0, -2) as [number, number, number]));
        expect(Math.abs(value / exact - 1), values.join(' ')).toBeLessThan(1e-12);
        // @stdlib, and logarithms of large numbers beside it, lost up to seven digits.
        expect(Math.abs(value / before - 1), values.join(' ')).toBeLessThan(2e-9);
      }
    },
  );
});

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

describe('poissonLowerTail', () => {
  // Summed as series in 80 digits.
  it.each([
    [0, 3, 4.978706836786394e-2],
    [3, 30, 4.661032000779291e-10],
    [12, 48, 5.883306425402256e-10],
    [20, 120, 1.447091580381971e-29],
    [1, 80, 1.461929624154786e-33],
    [50, 50, 5.375166908531476e-1],
    [60, 50, 9.278398201867432e-1],
    [900, 1000, 6.977673277963068e-4],
    [1000, 1200.5, 1.426027739543056e-9],
    [9500, 10_000, 2.379377197999475e-7],
    [2000, 1900, 9.889756637295065e-1],
  ])('P(X <= %i | %d) = %d', (count, mean, wanted) => {
    expectClose(poissonLowerTail(count, mean), wanted);
  });

  it.each([
    [-1, 3, 0],
    [0, 0, 1],
    [7, 0, 1],
    [10, 1500, 0],
  ])('P(X <= %i | %d) = %i', (count, mean, wanted) => {
    expect(poissonLowerTail(count, mean)).toBe(wanted);
  });

  it('is the sum of its terms', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.integer({ min: 1, max: 400 }), (count, mean) => {
        let term = Math.exp(-mean);
        let sum = term;
        for (let k = 1; k <= count; k += 1) {
          term *= mean / k;
          sum += term;
        }
        expect(Math.abs(poissonLowerTail(count, mean) / sum - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('leaves to one more what it does not hold', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 3000 }), (count, mean) => {
        expect(poissonLowerTail(count, mean) + poissonUpperTail(count + 1, mean)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('of nothing is P(0)', () => {
    for (const mean of [0.01, 1, 6.9, 700]) expectClose(poissonLowerTail(0, mean), poissonZero(mean));
  });
});

describe('binomialLowerTail', () => {
  // Summed as exact fractions.
  it.each([
    [0, 10, 0.5, 9.765625e-4],
    [3, 200, 0.25, 5.238036913328417e-21],
    [40, 100, 0.5, 2.84439668204904e-2],
    [0, 31, 0.75, 2.168404344971009e-19],
  ])('P(X <= %i of %i | %d) = %d', (successes, trials, probability, wanted) => {
    expectClose(binomialLowerTail(successes, trials, probability), wanted);
  });

  it.each([
    [-1, 5, 0.5, 0],
    [5, 5, 0.5, 1],
    [0, 0, 0.5, 1],
    [0, 5, 0, 1],
    [4, 5, 1, 0],
  ])('P(X <= %i of %i | %d) = %i', (successes, trials, probability, wanted) => {
    expect(binomialLowerTail(successes, trials, probability)).toBe(wanted);
  });

  it('leaves to one more what it does not hold', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), anyProbability, (successes, more, probability) => {
        const trials = successes + more;
        const sum =
          binomialLowerTail(successes, trials, probability) +
          binomialUpperTail(successes + 1, trials, probability);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('poissonBinomialUpperTail', () => {
  it.each([
    [0, [], 1],
    [1, [], 0],
    [2, [0.5, 0.5], 0.25],
    [1, [0.5, 0.5], 0.75],
    [3, [0.5, 0.5], 0],
    [-1, [0.1], 1],
    // 0.1·0.2·0.7 + 0.1·0.8·0.3 + 0.9·0.2·0.3 + 0.1·0.2·0.3
    [2, [0.1, 0.2, 0.3], 0.098],
  ])('P(X >= %i) of %j is %d', (count, probabilities, wanted) => {
    expect(poissonBinomialUpperTail(count, probabilities)).toBeCloseTo(wanted, 14);
  });

  it('is the sum over all ways in which it can come', () => {
    fc.assert(
      fc.property(
        fc.array(anyProbability, { maxLength: 8 }),
        fc.integer({ min: -1, max: 9 }),
        (chances, count) => {
          let sum = 0;
          for (let way = 0; way < 2 ** chances.length; way += 1) {
            const happens = chances.map((_, place) => Math.floor(way / 2 ** place) % 2 === 1);
            if (happens.filter(Boolean).length < count) continue;
            sum += chances.reduce((product, p, place) => product * (happens[place] ? p : 1 - p), 1);
          }
          expect(poissonBinomialUpperTail(count, chances)).toBeCloseTo(sum, 12);
        },
      ),
    );
  });

  it('is a binomial tail where all are equally likely, however small', () => {
    for (const [count, n, p] of [
      [3, 10, 0.2],
      [12, 40, 0.001],
    ] as const) {
      expectClose(poissonBinomialUpperTail(count, Array(n).fill(p)), binomialUpperTail(count, n, p));
    }
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
