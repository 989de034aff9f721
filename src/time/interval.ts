/** A stretch of time, half open: `start` is inside, `end` is outside. Milliseconds since the Unix epoch, UTC. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether the interval holds a moment. This is the one place that decides it.
 *
 * @example
 * covers({ start: 1000, end: 2000 }, 1000); // true
 * covers({ start: 1000, end: 2000 }, 2000); // false
 */
export function covers(interval: Interval, at: number): boolean {
  return interval.start <= at && at < interval.end;
}

/** Whether two intervals share a moment. Intervals that only touch do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The interval's length in milliseconds; 0 for one that is empty or reversed. */
export function lengthOf(interval: Interval): number {
  return Math.max(0, interval.end - interval.start);
}

/** The part that two intervals share, or null when they share none. */
export function intersection(a: Interval, b: Interval): Interval | null {
  return overlaps(a, b) ? { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) } : null;
}

/**
 * The same moments as sorted intervals that neither overlap nor touch; empty ones are dropped.
 *
 * @example
 * union([{ start: 5, end: 9 }, { start: 0, end: 5 }, { start: 20, end: 20 }]); // [{ start: 0, end: 9 }]
 */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/**
 * What remains of an interval when others are taken out of it.
 *
 * @example
 * subtract({ start: 0, end: 10 }, [{ start: 2, end: 4 }]); // [{ start: 0, end: 2 }, { start: 4, end: 10 }]
 */
export function subtract(from: Interval, taken: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let start = from.start;
  for (const hole of union(taken)) {
    if (hole.end <= start) continue;
    if (hole.start >= from.end) break;
    if (hole.start > start) rest.push({ start, end: hole.start });
    start = hole.end;
  }
  if (start < from.end) rest.push({ start, end: from.end });
  return rest;
}

/** Where each of some intervals starts, or ends: to look among many for a moment. */
export function edgesOf(intervals: readonly Interval[], edge: keyof Interval): Float64Array {
  const edges = new Float64Array(intervals.length);
  intervals.forEach((interval, at) => {
    edges[at] = interval[edge];
  });
  return edges;
}

/** The length of several disjoint intervals together, in milliseconds. */
export function totalLength(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, interval) => sum + lengthOf(interval), 0);
}
