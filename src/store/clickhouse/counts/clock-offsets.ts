import { compareText } from '../../../text/compare-text.js';
import type { Interval } from '../../../time/interval.js';
import type { ReporterClock } from '../../records.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';

/** By how much the clocks of the reporters of an interval's events were off. See `clockOffsets` of the port. */
export async function listClockOffsets(
  { alive, connection, from, parameters, reporterName }: Reading,
  interval: Interval,
): Promise<ReporterClock[]> {
  const within = intervalCondition(interval);
  const rows = await connection.rows<[reporter: string, count: number, median: number]>(
    `SELECT reporter, count(), quantileExactLow(0.5)(assumeNotNull(clock_offset_ms)) FROM ${from}
     WHERE ${alive} AND ${within.sql} AND clock_offset_ms IS NOT NULL GROUP BY reporter`,
    { ...parameters, ...within.parameters },
  );
  return rows
    .map(([reporter, count, median]) => ({ reporter: reporterName(reporter), count, median }))
    .sort((a, b) => compareText(a.reporter, b.reporter));
}
