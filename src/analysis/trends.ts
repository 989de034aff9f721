import type { Watched } from './statistics/rates.js';
import { adjustPValues, binomialUpperTail } from './statistics/statistics.js';

/** What stands out about how often a signature was seen. */
export const TRENDS = ['new', 'returned', 'rising', 'falling'] as const;
export type Trend = (typeof TRENDS)[number];

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
export function judgeTrends(
  comparisons: readonly Comparison[],
  alpha: number,
): ('rising' | 'falling' | null)[] {
  const tests = comparisons.map(({ now, usual }) => {
    if (usual.ms < SHORTEST_USUAL || now.ms <= 0) return { trend: null, pValue: 1 };
    const total = now.count + usual.count;
    const share = now.ms / (now.ms + usual.ms);
    const ratio = now.count / now.ms / (usual.count / usual.ms);
    if (ratio >= 2) return { trend: 'rising' as const, pValue: binomialUpperTail(now.count, total, share) };
    if (ratio <= 0.5)
      return { trend: 'falling' as const, pValue: binomialUpperTail(usual.count, total, 1 - share) };
    return { trend: null, pValue: 1 };
  });
  const adjusted = adjustPValues(tests.map(({ pValue }) => pValue));
  return tests.map(({ trend }, index) => ((adjusted[index] ?? 1) < alpha ? trend : null));
}
