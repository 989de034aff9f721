import type { Interval } from '../../time/interval.js';
import type { BinCounts } from '../evidence.js';

/** Below this, counts scatter as single events do. */
const SMALLEST_DISPERSION = 2;
const FEWEST_PAIRS = 8;

/**
 * The edges of bins of one length, laid back from the end of a stretch: its end, and the start of each whole bin, the last one first.
 *
 * @param lengthMs above 0
 * @example
 * binEdges({ start: 0, end: 25 }, 10); // [25, 15, 5]: the bins from 15 to 25 and from 5 to 15
 */
export function binEdges({ start, end }: Interval, lengthMs: number): Float64Array {
  const edges = new Float64Array(Math.floor(Math.max(0, end - start) / lengthMs) + 1);
  for (let at = 0; at < edges.length; at++) edges[at] = end - at * lengthMs;
  return edges;
}

/**
 * The dispersion φ: by how much counts scatter more than single events would, because OOPSes come in clumps (a user who
 * reloads, a request that is retried). Half the mean squared difference of neighbouring bins, over the mean of a bin,
 * so that a slow change through the day does not count. 1 when it is below 2, or with fewer than 8 pairs of neighbours.
 *
 * @example
 * dispersion([[10, 0, 10, 0, 10, 0, 10, 0, 10, 0]]); // 10
 */
export function dispersion(bins: BinCounts): number {
  let squares = 0;
  let pairs = 0;
  let total = 0;
  let count = 0;
  for (const stretch of bins) {
    stretch.forEach((inBin, index) => {
      total += inBin;
      count += 1;
      const neighbour = stretch[index + 1];
      if (neighbour === undefined) return;
      squares += (inBin - neighbour) ** 2;
      pairs += 1;
    });
  }
  if (pairs < FEWEST_PAIRS || total === 0) return 1;
  const ratio = squares / (2 * pairs) / (total / count);
  return ratio < SMALLEST_DISPERSION ? 1 : ratio;
}
