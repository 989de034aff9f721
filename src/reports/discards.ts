import { countDiscards, type DiscardTally } from '../analysis/discards.js';

/** Who is named at most; JSON has all. */
const TALLIES_NAMED = 5;

/**
 * Who threw how many events away, and why. As many as are named stand in front.
 *
 * @example
 * discardWords([{ reporter: 'web', reason: 'ratelimit_backoff', count: 2310 }, { reporter: 'api', reason: 'queue_overflow', count: 7 }]);
 * // 'web 2310 (ratelimit_backoff), api 7 (queue_overflow)'
 */
export function discardWords(tallies: readonly DiscardTally[]): string {
  const named = tallies.slice(0, TALLIES_NAMED);
  const rest = countDiscards(tallies.slice(TALLIES_NAMED));
  const words = named.map(({ reporter, reason, count }) => `${reporter} ${count} (${reason})`);
  return [...words, ...(rest > 0 ? [`others ${rest}`] : [])].join(', ');
}
