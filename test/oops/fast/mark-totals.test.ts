import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkTotals } from '../../../src/oops/fast/mark-totals.js';

/** The groups from the one with the most time down, by a map: what `takeLargest` must give. */
function rankByMap(rows: readonly (readonly [mark: number, time: number])[]) {
  const totals = new Map<number, number>();
  for (const [mark, time] of rows) totals.set(mark, (totals.get(mark) ?? 0) + time);
  const groups = Array.from(totals.values(), (total, number) => ({ number, total }));
  return groups.sort((a, b) => b.total - a.total || a.number - b.number);
}

function rank(totals: MarkTotals, rows: readonly (readonly [mark: number, time: number])[]) {
  totals.clear();
  for (const [mark, time] of rows) totals.add(mark, time);
  const ranked = [];
  for (let group = totals.takeLargest(); group; group = totals.takeLargest()) ranked.push(group);
  return ranked;
}

describe('MarkTotals', () => {
  it('numbers groups as their marks come, and gives them from the largest total down', () => {
    const totals = new MarkTotals();
    const numbers = [7, -7, 7, 0].map((mark, index) => totals.add(mark, index + 1));
    expect(numbers).toEqual([0, 1, 0, 2]);
    expect(totals.takeLargest()).toEqual({ number: 0, total: 4 });
    expect(totals.takeLargest()).toEqual({ number: 2, total: 4 });
    expect(totals.takeLargest()).toEqual({ number: 1, total: 2 });
    expect(totals.takeLargest()).toBeUndefined();
  });

  it('sums as a map does, also when it grows, and forgets the report before', () => {
    const totals = new MarkTotals();
    const mark = fc.oneof(fc.integer(), fc.integer({ min: -20, max: 20 }));
    const rows = fc.array(fc.tuple(mark, fc.nat(1000)), { maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(rows, (report) => {
        expect(rank(totals, report)).toEqual(rankByMap(report));
      }),
    );
  });
});
