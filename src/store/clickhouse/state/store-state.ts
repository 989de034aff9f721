import type { StoreState } from '../../snapshot.js';
import type { Reading } from '../events/reading.js';

/** How many OOPSes there are, and what was stored last: the mark is the latest stamp. See `state` of the port. */
export async function readStoreState({ alive, connection, from, parameters }: Reading): Promise<StoreState> {
  const row = await connection.row<[number, number | null, number | null]>(
    `SELECT count(), maxOrNull(stamp), minOrNull(time) FROM ${from} WHERE ${alive}`,
    parameters,
  );
  const [count = 0, mark = null, firstTime = null] = row ?? [];
  return { count, mark: mark ?? 0, firstTime };
}
