import type { Watched } from './statistics/rates.js';
import { adjustPValues, binomialUpperTail } from './statistics/statistics.js';

/** What stands out about how often a signature was seen. */
export const TRENDS = ['new', 'returned', 'rising', 'falling'] as const;
export type Trend = (typeof TRENDS)[number];
type Direction = Extract<Trend, 'rising' | 'falling'>;

/** How often a signature was seen now, and how often at other times. */
export interface Comparison {
  readonly now: Watched;
  readonly usual: Watched;
}

/** Less is no basis for a comparison: an hour. */
const SHORTEST_USUAL = 3_600_000;

/**
 * Says for each signature whether it is seen more or less often than usual: the conditional binomial test of the two
 * counts, adjusted over all comparisons of the report (Benjamini–Hochberg), gives p < α, and the rate has at least
 * doubled or halved. Small counts cannot reach α, so that they are never shouted. Null: as usual, or nothing to
 * compare with. In the order given.
 *
 * @example
 * // 40 in a day, where four such days had 20 together
 * judgeTrends([{ now: { count: 40, ms: DAY }, usual: { count: 20, ms: 4 * DAY } }], 0.001); // ['rising']
 */
export function judgeTrends(comparisons: readonly Comparison[], alpha: number): (Direction | null)[] {
  const tests = comparisons.map((comparison) => {
    const { now, usual } = comparison;
    const direction = canCompare(comparison) ? directionOf(comparison) : null;
    const total = now.count + usual.count;
    const share = now.ms / (now.ms + usual.ms);
    if (direction === 'rising') return { direction, pValue: binomialUpperTail(now.count, total, share) };
    if (direction === 'falling')
      return { direction, pValue: binomialUpperTail(usual.count, total, 1 - share) };
    return { direction, pValue: 1 };
  });
  const adjusted = adjustPValues(tests.map(({ pValue }) => pValue));
  return tests.map(({ direction }, index) => ((adjusted[index] ?? 1) < alpha ? direction : null));
}

/**
 * Judges signatures against several other times each, such as the day before and the same weekdays: a rise or a fall stands
 * only against all of those that can be compared with, because a rhythm of the week is no news. The times are the same
 * for all signatures, each of them a column here and adjusted by itself.
 */
export function judgeAgainstAll(
  rows: readonly (readonly Comparison[])[],
  alpha: number,
): (Direction | null)[] {
  const columns = (rows[0] ?? []).map((_, column) => {
    const comparisons = rows.flatMap((row) => row[column] ?? []);
    return { isKnown: comparisons.some(canCompare), verdicts: judgeTrends(comparisons, alpha) };
  });
  const known = columns.filter(({ isKnown }) => isKnown);
  return rows.map((_, row) => {
    const [first = null, ...others] = known.map(({ verdicts }) => verdicts[row] ?? null);
    return others.every((verdict) => verdict === first) ? first : null;
  });
}

/** Whether a rate has at least doubled, or is half of what it was at most; null: neither, whatever chance does. */
export function directionOf({ now, usual }: Comparison): Direction | null {
  const ratio = now.count / now.ms / (usual.count / usual.ms);
  if (ratio >= 2) return 'rising';
  return ratio <= 0.5 ? 'falling' : null;
}

/** Whether both times are long enough to say anything. */
function canCompare({ now, usual }: Comparison): boolean {
  return usual.ms >= SHORTEST_USUAL && now.ms > 0;
}
