import { sep } from 'node:path';
import type { Reading } from '../events/reading.js';
import { heldFiles } from '../files/held-files.js';
import { hasPrunedWithin } from '../prune/pruned-files.js';

/** Whether any file was read in a folder, or below it, also one whose OOPS was pruned. */
export async function hasFilesWithin(
  { connection, cut }: Pick<Reading, 'connection' | 'cut'>,
  folder: string,
): Promise<boolean> {
  const inner = folder.endsWith(sep) ? folder : folder + sep;
  const held = heldFiles({ where: 'directory = {folder:String} OR startsWith(directory, {inner:String})' });
  // In the order in which they lie, the first of them is enough.
  const found = await connection.row(`${held} LIMIT 1 SETTINGS optimize_aggregation_in_order = 1`, {
    ...{ cut, folder, inner },
  });
  return found !== undefined || hasPrunedWithin(connection, folder);
}
