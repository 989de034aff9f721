import type { Interval } from '../../../time/interval.js';
import type { TimesAround } from '../../snapshot.js';
import type { Reading } from '../events/reading.js';

/** When the OOPSes of some reporters happened that lie nearest to an interval, and the first and the last. See the port. */
export async function timesAround(
  { alive, connection, from, parameters, reporterKeys }: Reading,
  { start, end }: Interval,
  reporters: readonly string[],
): Promise<TimesAround> {
  const row = await connection.row<[number | null, number | null, number | null, number | null]>(
    `SELECT minOrNull(time), maxOrNullIf(time, time < {start:Int64}), minOrNullIf(time, time >= {end:Int64}), maxOrNull(time)
     FROM ${from} WHERE ${alive} AND reporter IN {reporters:Array(String)}`,
    { ...parameters, start: Math.ceil(start), end: Math.ceil(end), reporters: reporterKeys(reporters) },
  );
  const [first = null, before = null, after = null, last = null] = row ?? [];
  return { first, before, after, last };
}
