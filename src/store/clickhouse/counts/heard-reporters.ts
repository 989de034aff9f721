import type { Interval } from '../../../time/interval.js';
import type { HeardReporter } from '../../records.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';

/** How often each reporter was heard, and from when to when. See `heardReporters` of the port. */
export async function listHeardReporters(
  { alive, connection, from, parameters, reporters }: Reading,
  interval?: Interval,
): Promise<HeardReporter[]> {
  const within = interval ? intervalCondition(interval) : { sql: '1', parameters: {} };
  const rows = await connection.rows<[reporter: string, count: number, first: number, last: number]>(
    `SELECT reporter, count(), min(time), max(time) FROM ${from} WHERE ${alive} AND ${within.sql} GROUP BY reporter`,
    { ...parameters, ...within.parameters },
  );
  const heard = new Map(
    rows.map(([reporter, count, firstTime, lastTime]) => [reporter, { count, firstTime, lastTime }]),
  );
  return reporters.map(({ key, name }) => ({
    name,
    ...(heard.get(key) ?? { count: 0, firstTime: null, lastTime: null }),
  }));
}
