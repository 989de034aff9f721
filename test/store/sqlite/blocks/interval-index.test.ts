import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntervalIndex } from '../../../../src/store/sqlite/blocks/interval-index.js';
import { covers } from '../../../../src/time/interval.js';

describe('IntervalIndex', () => {
  const anyIntervals = fc
    .uniqueArray(fc.nat(60), { maxLength: 10 })
    .map((edges) => edges.sort((a, b) => a - b))
    .chain((edges) => fc.subarray(edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }))));

  it('finds the interval that holds a time, whatever was asked before', () => {
    fc.assert(
      fc.property(anyIntervals, fc.array(fc.integer({ min: -1, max: 61 })), (intervals, times) => {
        const index = new IntervalIndex(intervals);
        for (const time of times) {
          expect(index.of(time)).toBe(intervals.findIndex((one) => covers(one, time)));
        }
      }),
    );
  });
});
