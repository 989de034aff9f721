import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binEdges, dispersion } from '../../../src/analysis/statistics/dispersion.js';

describe('binEdges', () => {
  it.each([
    ['back from the end, the rest left out', 0, 25, [25, 15, 5]],
    ['the whole of a stretch that holds them exactly', 20, 40, [40, 30, 20]],
    ['none in a stretch that is shorter', 0, 9, [9]],
    ['none of nothing', 7, 7, [7]],
  ] as const)('lays %s', (_, start, end, edges) => {
    expect([...binEdges({ start, end }, 10)]).toEqual(edges);
  });

  it('lays as many as fit, next to one another, none past its stretch', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 20, max: 700 }),
        (start, length, bin) => {
          const edges = [...binEdges({ start, end: start + length }, bin)];
          expect(edges.at(-1)).toBe(start + (length % bin));
          expect(edges).toEqual(edges.map((_, index) => start + length - index * bin));
        },
      ),
    );
  });
});

describe('dispersion', () => {
  it.each([
    // 9 pairs that differ by 10: 900 / 18 = 50, over a mean of 5.
    ['bins that alternate', [[10, 0, 10, 0, 10, 0, 10, 0, 10, 0]], 10],
    // 8 pairs, two of them (into the clump and out of it) differ by 12: 288 / 16 = 18, over 12 / 9.
    ['one clump', [[0, 0, 0, 0, 12, 0, 0, 0, 0]], 13.5],
    // 8 pairs of a difference of 1: 8 / 16 = 0.5, over a mean of 5: 0.1.
    ['a slow change', [[1, 2, 3, 4, 5, 6, 7, 8, 9]], 1],
    // Stretches of 5: 4 + 4 pairs, each a difference of 6: 288 / 16 = 18, over (18 + 12) / 10 = 3. Across the gap no pair is made.
    [
      'two stretches, apart',
      [
        [6, 0, 6, 0, 6],
        [0, 6, 0, 6, 0],
      ],
      6,
    ],
    // 7 pairs only.
    ['too few pairs', [[10, 0, 10, 0, 10, 0, 10, 0]], 1],
    // 4 + 3 pairs.
    [
      'too few pairs in two stretches',
      [
        [10, 0, 10, 0, 10],
        [0, 10, 0, 10],
      ],
      1,
    ],
    ['no count at all', [[0, 0, 0, 0, 0, 0, 0, 0, 0]], 1],
    ['no bins', [], 1],
    // 9 pairs that differ by 2: 36 / 18 = 2, over a mean of 1.
    ['exactly 2', [[0, 2, 0, 2, 0, 2, 0, 2, 0, 2]], 2],
    // 7 of a difference of 2 and one of 1: 29 / 16 = 1.81, over a mean of 1.
    ['a little less', [[0, 2, 0, 2, 0, 2, 0, 2, 1]], 1],
  ])('of %s', (_, bins, phi) => {
    expect(dispersion(bins)).toBeCloseTo(phi, 12);
  });
});
