import type { Connection } from '../connecting/connection.js';
import { isEngineError } from '../connecting/explain-error.js';

/** What the tables take on the disks of all nodes; null for who may not know. */
export async function countBytes(connection: Connection): Promise<number | null> {
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
