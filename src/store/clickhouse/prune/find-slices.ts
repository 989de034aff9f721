import type { Interval } from '../../../time/interval.js';
import type { Connection } from '../connecting/connection.js';
import { type Condition, intervalCondition } from '../events/interval-condition.js';

/** How many events lie between two moments, both of them included. */
type Piece = readonly [first: number, last: number, count: number];

/**
 * Cuts a stretch of time so that no part has more of the events that go than are to go at once, but for those of one millisecond.
 * Parts lie one behind the other, the first from the start of the stretch on; behind the last there is nothing.
 *
 * @param going what goes, a condition on `event`
 */
export async function findSlices(
  connection: Connection,
  going: Condition,
  { stretch, atOnce }: { readonly stretch: Interval; readonly atOnce: number },
): Promise<Interval[]> {
  const count = (within: Interval, group: string) => {
    const inside = intervalCondition(within, 'slice');
    return connection.rows<Piece>(
      `SELECT min(time) AS first, max(time), count() FROM event FINAL
       WHERE ${inside.sql} AND ${going.sql} GROUP BY ${group} ORDER BY first`,
      { ...going.parameters, ...inside.parameters },
    );
  };
  const pieces: Piece[] = [];
  for (const hour of await count(stretch, 'hour')) {
    const [first, last, size] = hour;
    if (size <= atOnce) pieces.push(hour);
    else for (const moment of await count({ start: first, end: last + 1 }, 'time')) pieces.push(moment);
  }
  return join(pieces, atOnce, stretch.start);
}

function join(pieces: readonly Piece[], atOnce: number, from: number): Interval[] {
  const slices: Interval[] = [];
  let start = from;
  let end = from;
  let size = 0;
  const close = () => {
    if (size > 0) slices.push({ start, end });
    start = end;
    size = 0;
  };
  for (const [, last, count] of pieces) {
    if (size + count > atOnce) close();
    end = last + 1;
    size += count;
  }
  close();
  return slices;
}
