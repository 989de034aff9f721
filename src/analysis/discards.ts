import type { Discard } from '../store/records.js';
import { compareText } from '../text/compare-text.js';

/** How many events a reporter threw away for a reason, as far as it said so: the least there were. */
export type DiscardTally = Omit<Discard, 'minute'>;

/** Adds up what was thrown away in all minutes; the most first, then by reporter and reason. */
export function tallyDiscards(discards: readonly Discard[]): DiscardTally[] {
  const tallies = new Map<string, DiscardTally>();
  for (const { reporter, reason, count } of discards) {
    const key = JSON.stringify([reporter.toUpperCase(), reason]);
    const known = tallies.get(key);
    tallies.set(key, known ? { ...known, count: known.count + count } : { reporter, reason, count });
  }
  return [...tallies.values()].sort(
    (a, b) => b.count - a.count || compareText(a.reporter, b.reporter) || compareText(a.reason, b.reason),
  );
}

/** How many events that are together. */
export function countDiscards(discards: readonly Pick<Discard, 'count'>[]): number {
  return discards.reduce((sum, { count }) => sum + count, 0);
}
