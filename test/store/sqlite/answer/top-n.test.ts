import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topN } from '../../../../src/store/sqlite/answer/top-n.js';

type Row = [number, number];
const ORDER = [([a]: Row) => a, ([, b]: Row) => b];

it('takes the first rows and those that are equal to the last of them', () => {
  const rows: Row[] = [
    [2, 1],
    [1, 9],
    [2, 0],
    [3, 0],
    [2, 1],
  ];
  expect(topN(rows, ORDER, 3)).toEqual([
    [1, 9],
    [2, 0],
    [2, 1],
    [2, 1],
  ]);
  expect(topN(rows, [], 1)).toEqual(rows);
});

it('leaves out only what comes after the limit', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(fc.array(row), fc.integer({ min: 1, max: 10 }), (rows, limit) => {
      const sorted = (some: readonly Row[]) =>
        some.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, limit);
      expect(sorted(topN(rows, ORDER, limit))).toEqual(sorted(rows));
    }),
  );
});
