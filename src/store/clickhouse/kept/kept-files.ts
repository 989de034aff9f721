import type { KeptFile } from '../../kept.js';
import type { Reading } from '../events/reading.js';
import { comparePlaces, findFolderMarks } from '../files/folder-order.js';
import { heldFiles, isOfIds } from '../files/held-files.js';

type FileRow = readonly [directory: string, name: string, idKey: string, size: number, modifiedAt: number];

/** The files that hold OOPSes, by the keys of their ids: folders in the order in which they were met, and of one the names. */
export async function findKeptFiles(
  { connection, cut }: Pick<Reading, 'connection' | 'cut'>,
  idKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptFile[]>> {
  const rows = await connection.rows<FileRow>(
    heldFiles({ where: isOfIds(connection), columns: ['size', 'modified_at'] }),
    { ids: idKeys, cut },
  );
  const folders = new Set(rows.map(([directory]) => directory));
  const compare = comparePlaces(await findFolderMarks(connection, [...folders], cut));
  const found = Map.groupBy(rows, ([, , idKey]) => idKey);
  return new Map(
    Array.from(found, ([idKey, files]) => [
      idKey,
      files
        .map(([directory, name, , size, modifiedAt]) => ({ directory, name, size, modifiedAt }))
        .sort(compare),
    ]),
  );
}
