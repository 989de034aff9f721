import { millisecondsInHour } from '../../../time/lengths.js';
import type { TrackedSignature } from '../../sighted-oops.js';
import type { Reading } from '../events/reading.js';
import { findPrunedSignatures, lastOf } from '../prune/pruned-signatures.js';

/** How far back it is looked at first, in hours: most of what is asked for was seen the day before. */
const FIRST_STRETCH = 24;
/** By what the stretch grows each time. */
const GROWTH = 8;
/** From so many hours on, some eight years, all is looked through. */
const MOST_HOURS = 70_000;

/** When each signature was last seen before a moment. See `lastSeen` of the port. */
export async function findLastSeen(
  reading: Reading,
  signatures: Iterable<TrackedSignature>,
  before: number,
): Promise<ReadonlyMap<TrackedSignature, number>> {
  const { alive, columns, connection, from, parameters, vocabulary } = reading;
  const missing = new Map([...signatures].map((one) => [vocabulary.numberOf(one), one]));
  const found = new Map<TrackedSignature, number>();
  const pruned = await findPrunedSignatures(reading, missing.keys());
  const moment = Math.min(Math.ceil(before), Number.MAX_SAFE_INTEGER);
  let end = Math.trunc(moment / 3_600_000);
  /** Of what was pruned later than all that is left to be looked through. */
  const keepRemembered = (searchedFrom: number) => {
    for (const [number, signature] of missing) {
      const remembered = lastOf(pruned.get(number), moment);
      if (remembered === null || remembered < searchedFrom) continue;
      found.set(signature, remembered);
      missing.delete(number);
    }
  };
  for (let reach = FIRST_STRETCH; missing.size > 0; reach *= GROWTH) {
    const isAll = reach > MOST_HOURS;
    const rows = await connection.rows<[signature: number, time: number]>(
      `SELECT ${columns.signature} AS number, max(time) FROM ${from}
       WHERE ${alive} AND time < {before:Int64} AND hour <= {end:Int64}
         ${isAll ? '' : 'AND hour > {start:Int64}'} AND number IN {numbers:Array(UInt64)}
       GROUP BY number`,
      { ...parameters, before: moment, end, start: end - reach, numbers: [...missing.keys()] },
    );
    for (const [number, time] of rows) {
      const signature = missing.get(number);
      const remembered = lastOf(pruned.get(number), moment) ?? time;
      if (signature) found.set(signature, Math.max(time, remembered));
      missing.delete(number);
    }
    if (isAll) break;
    end -= reach;
    keepRemembered((end + 1) * millisecondsInHour);
  }
  keepRemembered(Number.NEGATIVE_INFINITY);
  return found;
}
