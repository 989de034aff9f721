import type { Interval } from '../../../time/interval.js';
import type { TrackedSignature } from '../../sighted-oops.js';
import { type Condition, intervalsCondition } from '../events/interval-condition.js';
import { learnSignatures } from '../events/learn-signatures.js';
import type { Reading } from '../events/reading.js';
import { IS_EXACT } from '../events/wanted-exceptions.js';

/** How often some reporters had each signature in several intervals together. See `countSignatures` of the port. */
export async function countSignatures(
  reading: Reading,
  intervals: readonly Interval[],
  reporters: readonly string[],
): Promise<ReadonlyMap<TrackedSignature, number>> {
  const { alive, columns, connection, from, parameters, reporterKeys } = reading;
  const pieces = cutAtEdges(intervals);
  const within = intervalsCondition(pieces);
  const condition: Condition = {
    sql: `${within.sql} AND ${IS_EXACT} AND reporter IN {reporters:Array(String)}`,
    parameters: { ...within.parameters, reporters: reporterKeys(reporters) },
  };
  const counts = await connection.rows<[signature: number, count: number]>(
    `SELECT ${columns.signature} AS number, sum({holders:Array(UInt32)}[${within.index} + 1])
     FROM ${from} WHERE ${alive} AND ${condition.sql} GROUP BY number`,
    { ...parameters, ...condition.parameters, holders: pieces.map(({ holders }) => holders) },
  );
  const signature = await learnSignatures(
    reading,
    condition,
    counts.map(([number]) => number),
  );
  return new Map(counts.map(([number, count]) => [signature(number), count]));
}

interface Piece extends Interval {
  /** How many of the intervals hold it. */
  readonly holders: number;
}

/** Intervals cut wherever one of them begins or ends: sorted pieces that share no moment. */
function cutAtEdges(intervals: readonly Interval[]): Piece[] {
  const held = intervals.filter(({ start, end }) => start < end);
  const edges = [
    ...held.map(({ start }) => ({ at: start, more: 1 })),
    ...held.map(({ end }) => ({ at: end, more: -1 })),
  ].sort((a, b) => a.at - b.at);
  let holders = 0;
  return edges.flatMap(({ at, more }, index) => {
    holders += more;
    const end = edges[index + 1]?.at ?? at;
    return holders > 0 && at < end ? [{ start: at, end, holders }] : [];
  });
}
