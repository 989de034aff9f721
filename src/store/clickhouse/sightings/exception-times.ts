import type { Interval } from '../../../time/interval.js';
import type { IsWanted } from '../../snapshot.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { findWanted, IS_EXACT } from '../events/wanted-exceptions.js';

/** When the OOPSes of wanted exceptions in an interval happened, by reporter. See `exceptionTimes` of the port. */
export async function findExceptionTimes(
  reading: Reading,
  interval: Interval,
  isWanted: IsWanted,
): Promise<ReadonlyMap<string, Float64Array>> {
  const { alive, connection, from, parameters, reporterName } = reading;
  const { sql, parameters: own } = intervalCondition(interval);
  const wanted = await findWanted(reading, { sql: `${sql} AND ${IS_EXACT}`, parameters: own }, isWanted);
  if (wanted.isNothing) return new Map();
  const rows = await connection.rows<[reporter: string, times: readonly number[]]>(
    `SELECT reporter, arraySort(groupArray(time)) FROM ${from} WHERE ${alive} AND ${wanted.sql} GROUP BY reporter`,
    { ...parameters, ...wanted.parameters },
  );
  return new Map(rows.map(([reporter, times]) => [reporterName(reporter), Float64Array.from(times)]));
}
