import type { Parameters } from '../connecting/connection.js';
import type { Reading } from '../events/reading.js';
import { heldFiles, isOfIds } from '../files/held-files.js';
import { listFolders } from '../kept/kept-folders.js';
import { localName } from '../schema/statements.js';

/** The first file of each OOPS, to be joined with events. */
export interface FirstFiles {
  /** What stands behind the events in FROM. */
  readonly join: string;
  /** Its path, as SQL. */
  readonly column: string;
  readonly parameters: Parameters;
}

/**
 * Reads it: of an OOPS in several files that in the folder which was met first, and there the first by name.
 *
 * @param isListed of the OOPSes alone whose keys are the parameter `ids`
 */
export async function readFirstFiles(reading: Reading, isListed: boolean): Promise<FirstFiles> {
  const { connection } = reading;
  const folders = await listFolders(reading);
  const place =
    'transform(directory, {file_folders:Array(String)}, {file_places:Array(UInt32)}, toUInt32(4294967295))';
  // As with attributions: each shard has the files of its own events.
  const held = heldFiles(
    { where: isListed ? isOfIds(connection) : '1' },
    localName('file', connection.cluster),
  );
  return {
    join: ` ANY LEFT JOIN (
      SELECT id_key AS file_id_key, argMin(concat(directory, '/', name), (${place}, directory, name)) AS file_path
      FROM (${held}) GROUP BY id_key
    ) AS files ON id_key = file_id_key`,
    column: 'file_path',
    parameters: { file_folders: folders, file_places: folders.map((_, index) => index) },
  };
}
