import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinByTime } from '../../src/analysis/join-by-time.js';

const byTime = (times: readonly number[], list: number) =>
  [...times].sort((a, b) => a - b).map((time, place) => ({ time, list, place }));

describe('joinByTime', () => {
  it('keeps all, by time, of one moment those of the first list first', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(9))), (lists) => {
        const sorted = lists.map(byTime);
        const joined = joinByTime(...sorted);
        expect(joined).toEqual(
          sorted.flat().sort((a, b) => a.time - b.time || a.list - b.list || a.place - b.place),
        );
      }),
    );
  });

  it('gives the list itself where the others are empty', () => {
    const list = byTime([2, 1], 0);
    expect(joinByTime([], list, [])).toBe(list);
  });
});
