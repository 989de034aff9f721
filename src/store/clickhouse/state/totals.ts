import type { StoreTotals } from '../../snapshot.js';
import { isEngineError } from '../connecting/explain-error.js';
import type { Reading } from '../events/reading.js';

/** How much there is of all that is kept. See `totals` of the port. */
export async function readTotals(reading: Reading): Promise<StoreTotals> {
  const { alive, connection, from, parameters } = reading;
  const [last, rejects, discards, bytes] = await Promise.all([
    connection.row<[number | null]>(`SELECT maxOrNull(time) FROM ${from} WHERE ${alive}`, parameters),
    reading.lastWords('reject'),
    reading.lastWords('discard'),
    countBytes(reading),
  ]);
  const discarded = discards.flatMap(({ value }) => value).reduce((sum, { count }) => sum + count, 0);
  return { lastTime: last?.[0] ?? null, rejects: rejects.length, discarded, bytes, heldBack: null };
}

/** What the tables take on the disks of all nodes; null for who may not know. */
async function countBytes({ connection }: Reading): Promise<number | null> {
  const { cluster, database } = connection;
  const parts = cluster === null ? 'system.parts' : 'clusterAllReplicas({cluster:String}, system.parts)';
  try {
    const row = await connection.row<[number]>(
      `SELECT sum(bytes_on_disk) FROM ${parts} WHERE database = {database:String} AND active`,
      { database, ...(cluster !== null && { cluster }) },
    );
    return row?.[0] ?? 0;
  } catch (error) {
    if (isEngineError(error) && error.code === FORBIDDEN) return null;
    throw error;
  }
}

/** `ACCESS_DENIED`. */
const FORBIDDEN = '497';
