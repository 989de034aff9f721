import type { Interval } from '../time/interval.js';

/** Those of the intervals that can hold one of some times: a block is asked once, rather than each of its OOPSes. */
export function intervalsWithin(intervals: readonly Interval[], times: Float64Array): readonly Interval[] {
  if (intervals.length === 1) return intervals;
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return intervals.filter(({ start, end }) => first < end && last >= start);
}
