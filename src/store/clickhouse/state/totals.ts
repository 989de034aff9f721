import type { StoreTotals } from '../../snapshot.js';
import type { Reading } from '../events/reading.js';
import { countBytes } from './count-bytes.js';

/** How much there is of all that is kept. See `totals` of the port. */
export async function readTotals(reading: Reading): Promise<StoreTotals> {
  const { alive, connection, from, parameters } = reading;
  const [last, rejects, discards, bytes] = await Promise.all([
    connection.row<[number | null]>(`SELECT maxOrNull(time) FROM ${from} WHERE ${alive}`, parameters),
    reading.lastWords('reject'),
    reading.lastWords('discard'),
    countBytes(connection),
  ]);
  const discarded = discards.flatMap(({ value }) => value).reduce((sum, { count }) => sum + count, 0);
  return { lastTime: last?.[0] ?? null, rejects: rejects.length, discarded, bytes, heldBack: null };
}
