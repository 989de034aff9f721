import type { Interval } from '../../../time/interval.js';
import type { Discard } from '../../records.js';
import type { Reading } from '../events/reading.js';

type DiscardRow = readonly [minute: number, key: string, name: string, reason: string, count: number];

/** What was said of the minutes that begin in an interval, whoever said it, by the names that reports have. See the port. */
export async function listDiscards(reading: Reading, { start, end }: Interval): Promise<Discard[]> {
  const { connection, cut } = reading;
  const rows = await connection.rows<DiscardRow>(
    `SELECT said.minute AS minute, lower(said.reporter) AS reporter_key, min(said.reporter) AS name,
       said.reason AS reason, sum(said.count) AS total
     FROM (
       SELECT argMax(value, (stamp, part)) AS last_value FROM word
       WHERE kind = 'discard' AND stamp <= {cut:Int64}
       GROUP BY key HAVING argMax(is_gone, (stamp, part)) = 0
     )
     ARRAY JOIN JSONExtract(last_value,
       'Array(Tuple(reporter String, reason String, minute Int64, count Int64))') AS said
     WHERE minute >= {start:Int64} AND minute < {end:Int64}
     GROUP BY minute, reporter_key, reason ORDER BY minute, reporter_key, reason`,
    { cut, start, end },
  );
  return rows.map(([minute, key, name, reason, count]) => {
    const isHeard = reading.reporterKeys([key]).length > 0;
    return { reporter: isHeard ? reading.reporterName(key) : name, reason, minute, count };
  });
}
