import { keyOfName } from '../../../oops/key-of-name.js';
import type { FoundOops } from '../../stored-oops.js';
import { hasOneOfIds } from '../events/id-condition.js';
import type { Reading } from '../events/reading.js';
import { createStoredOopses, type StoredRow, storedColumns } from '../events/stored-row.js';
import { findPaths } from './file-paths.js';

/** The OOPS with this id, in any case of its letters. See `findOops` of the port. */
export async function findOops(reading: Reading, id: string): Promise<FoundOops | undefined> {
  const { alive, connection, from, parameters } = reading;
  const idKey = keyOfName(id);
  const row = await connection.row<StoredRow>(
    `SELECT ${storedColumns(reading)} FROM ${from} WHERE ${alive} AND ${hasOneOfIds(connection)}
     ORDER BY stamp, content_size, content_crc LIMIT 1`,
    { ...parameters, ids: [idKey] },
  );
  if (!row) return undefined;
  const paths = await findPaths(reading, [idKey]);
  return { stored: createStoredOopses(reading)(row), paths: paths.get(idKey) ?? [] };
}
