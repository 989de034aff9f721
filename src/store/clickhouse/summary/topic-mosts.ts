import { compareText } from '../../../text/compare-text.js';
import type { TopicMost } from '../../questions/summary.js';
import type { SummaryRows } from './rows.js';

/**
 * The topics with the most of something, each with its OOPS that has it; of equals the first.
 *
 * @param amount a column; rows without it, or with nothing of it, are left out by `has`
 */
export async function listTopicMosts(
  { parameters, reading, where }: SummaryRows,
  { amount, has, listed }: { readonly amount: string; readonly has: string; readonly listed: number },
): Promise<TopicMost[]> {
  if (listed === 0) return [];
  const { connection, from } = reading;
  const rows = await connection.rows<
    [
      topic: string,
      amount: number,
      first: readonly [time: number, idKey: string, id: string, isEstimate: number],
    ]
  >(
    `SELECT name, -most.1, (most.2, most.3, most.4, most.5) FROM (
       SELECT ifNull(topic, '') AS name,
         min((-assumeNotNull(${amount}), time, id_key, id, isNull(duration_ms))) AS most
       FROM ${from} WHERE ${where} AND ${has} GROUP BY name
     ) ORDER BY most.1 LIMIT {listed:UInt32} WITH TIES`,
    { ...parameters, listed },
  );
  return rows
    .map(([topic, most, [, , oopsId, isEstimate]]) => ({
      ...{ topic, amount: most, oopsId, isEstimate: isEstimate === 1 },
    }))
    .sort((a, b) => b.amount - a.amount || compareText(a.topic, b.topic))
    .slice(0, listed);
}
