import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { markNumbers } from '../marks.js';
import { iterateBlocksOfAny } from './fact-block.js';
import { INEXACT } from './fact-columns.js';
import type { KeptBlocks } from './kept-blocks.js';

/** Those of the intervals that can hold one of some times: a block is asked once, rather than each of its OOPSes. */
function intervalsWithin(intervals: readonly Interval[], times: Float64Array): readonly Interval[] {
  if (intervals.length === 1) return intervals;
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return intervals.filter(({ start, end }) => first < end && last >= start);
}

/**
 * Counts the OOPSes of several intervals together by signature, those of some reporters. One whose time is inexact is
 * left out, for it cannot be said to lie in any of them; one in two overlapping intervals counts twice. What a day is compared with can be
 * five times as long as the day: every signature has a place in one array, so that to count is to add 1.
 */
export function countSignatures(
  db: Db,
  kept: KeptBlocks,
  intervals: readonly Interval[],
  reporterIds: readonly number[],
): Map<number, number> {
  const isCounted = markNumbers(reporterIds);
  const counts = new Uint32Array(1 + newestSignature(db));
  const columns = ['time', 'flags', 'reporter_id', 'signature_id'] as const;
  for (const { time: times, flags, reporter_id, signature_id } of iterateBlocksOfAny(db, intervals, columns, {
    kept,
  })) {
    for (const { start, end } of intervalsWithin(intervals, times)) {
      for (let index = 0; index < times.length; index++) {
        const time = times[index] as number;
        if (time < start || time >= end || (flags[index] as number) & INEXACT) continue;
        if (!isCounted[reporter_id[index] as number]) continue;
        const id = signature_id[index] as number;
        counts[id] = (counts[id] as number) + 1;
      }
    }
  }
  return new Map([...counts.entries()].filter(([, count]) => count > 0));
}

function newestSignature(db: Db): number {
  return (db.prepare('SELECT max(id) FROM stored_signature').pluck().get() as number | null) ?? 0;
}
