import { compareText } from '../../../text/compare-text.js';
import type { CodeVersion, TopValues } from '../../questions/signatures.js';
import { textOrder } from '../sql-text.js';
import type { SignatureEvents } from './signature-events.js';

/** The most frequent texts in a column; see `TopValues`. */
export async function findTopTexts(
  { reading: { connection, from }, where, parameters }: SignatureEvents,
  column: 'username' | 'url' | 'topic',
  most: number,
): Promise<TopValues<string>> {
  const [row, rows] = await Promise.all([
    connection.row<[distinct: number, unknown: number]>(
      `SELECT uniqExact(${column}), countIf(isNull(${column})) FROM ${from} WHERE ${where}`,
      parameters,
    ),
    connection.rows<[value: string, count: number]>(
      `SELECT assumeNotNull(${column}) AS text, count() AS times FROM ${from} WHERE ${where} AND isNotNull(${column})
       GROUP BY text ORDER BY times DESC, max(time) DESC, ${textOrder('text')} LIMIT {most:UInt64}`,
      { ...parameters, most },
    ),
  ]);
  const [distinct, unknown] = row ?? [0, 0];
  return { distinct, unknown, values: rows.map(([value, count]) => ({ value, count })) };
}

/** The versions that were most often running. They are few, so that all are counted here. */
export async function findTopVersions(
  { reading: { connection, from }, where, parameters }: SignatureEvents,
  most: number,
): Promise<TopValues<CodeVersion>> {
  const rows = await connection.rows<
    [...version: [string | null, string | null], count: number, last: number]
  >(
    `SELECT branch, revno, count(), max(time) FROM ${from} WHERE ${where} GROUP BY branch, revno`,
    parameters,
  );
  const versions = rows.filter(([branch, revno]) => branch !== null || revno !== null);
  const unknown = rows.find((row) => !versions.includes(row))?.[2] ?? 0;
  const values = versions
    .map(([branch, revno, count, last]) => ({ value: { branch, revno }, count, last }))
    .sort((a, b) => b.count - a.count || b.last - a.last || compareText(textOf(a.value), textOf(b.value)))
    .slice(0, most)
    .map(({ value, count }) => ({ value, count }));
  return { distinct: versions.length, unknown, values };
}

function textOf({ branch, revno }: CodeVersion): string {
  return JSON.stringify([branch, revno]);
}
