import type { Interval } from '../time/interval.js';
import { INEXACT } from './fact-block.js';
import { iterateBlocksOfAny } from './fact-block-store.js';
import { intervalsWithin } from './intervals-within.js';
import type { Db } from './open-database.js';

/**
 * Counts the OOPSes of several intervals together by signature, those of some reporters. One whose time is inexact is
 * left out, as by `countExceptions`; one in two overlapping intervals counts twice. What a day is compared with can be
 * five times as long as the day: every signature has a place in one array, so that to count is to add 1.
 */
export function countSignatures(
  db: Db,
  intervals: readonly Interval[],
  reporterIds: readonly number[],
): Map<number, number> {
  const isCounted = new Uint8Array(1 + reporterIds.reduce((most, id) => Math.max(most, id), 0));
  for (const id of reporterIds) isCounted[id] = 1;
  const counts = new Uint32Array(1 + newestSignature(db));
  const columns = ['time', 'flags', 'reporter_id', 'signature_id'] as const;
  for (const { time: times, flags, reporter_id, signature_id } of iterateBlocksOfAny(
    db,
    intervals,
    columns,
  )) {
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
