import { join } from 'node:path';
import type { FilePlace } from '../../records.js';
import type { Reading } from '../events/reading.js';
import { comparePlaces, findFolderMarks } from '../files/folder-order.js';
import { heldFiles, isOfIds } from '../files/held-files.js';

/**
 * The files that hold OOPSes, by the keys of their ids: folders in the order in which they were first met, and of one the names in
 * order.
 */
export async function findPaths(
  { connection, cut }: Pick<Reading, 'connection' | 'cut'>,
  idKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (idKeys.length === 0) return new Map();
  const rows = await connection.rows<[directory: string, name: string, idKey: string]>(
    heldFiles({ where: isOfIds(connection) }),
    { ids: idKeys, cut },
  );
  const found = new Map<string, FilePlace[]>();
  for (const [directory, name, idKey] of rows) {
    const places = found.get(idKey);
    if (places) places.push({ directory, name });
    else found.set(idKey, [{ directory, name }]);
  }
  const copied = [...found.values()].filter((places) => places.length > 1).flat();
  const folders = new Set(copied.map(({ directory }) => directory));
  const compare = comparePlaces(await findFolderMarks(connection, [...folders], cut));
  return new Map(
    Array.from(found, ([idKey, places]) => [
      idKey,
      places.sort(compare).map(({ directory, name }) => join(directory, name)),
    ]),
  );
}
