import type { Interval } from '../../../time/interval.js';
import type { Reading } from '../events/reading.js';

/** How many OOPSes were stored after a mark, and the shortest interval that holds their times. See `arrivalsSince` of the port. */
export async function describeArrivals(
  { alive, connection, from, parameters }: Reading,
  mark: number,
): Promise<{ readonly count: number; readonly span: Interval } | null> {
  const row = await connection.row<[number, number, number]>(
    `SELECT count(), min(time), max(time) FROM ${from} WHERE ${alive} AND stamp > {mark:Int64}`,
    { ...parameters, mark },
  );
  const [count = 0, first = 0, last = 0] = row ?? [];
  return count === 0 ? null : { count, span: { start: first, end: last + 1 } };
}
