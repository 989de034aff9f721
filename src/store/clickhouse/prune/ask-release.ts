import { join } from 'node:path';
import type { PrunedFile, PruneOptions } from '../../questions/pruning.js';
import type { Connection } from '../connecting/connection.js';
import type { Condition } from '../events/interval-condition.js';
import { IS_THERE } from '../schema/tables.js';
import { filesOfEvents } from './take-back.js';

type FileRow = readonly [directory: string, name: string, idKey: string, size: number, modifiedAt: number];

/**
 * Asks of each OOPS that is to go whether it may, with its files. Returns the keys of the ids of those that stay.
 *
 * @param exports the paths of exports
 */
export async function askRelease(
  connection: Connection,
  going: Condition,
  { exports, release }: { readonly exports: ReadonlySet<string> } & Required<Pick<PruneOptions, 'release'>>,
): Promise<string[]> {
  const files = await readFiles(connection, going, exports);
  const events = await connection.rows<[idKey: string, id: string]>(
    `SELECT id_key, id FROM event FINAL WHERE ${IS_THERE} AND ${going.sql} ORDER BY time, stamp, part`,
    going.parameters,
  );
  return events
    .filter(([idKey, id]) => !release({ id, files: files.get(idKey) ?? [] }))
    .map(([idKey]) => idKey);
}

/** The files that hold events, by the keys of the ids of these. */
async function readFiles(
  connection: Connection,
  going: Condition,
  exports: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly PrunedFile[]>> {
  const held = filesOfEvents(connection, going);
  const rows = await connection.rows<FileRow>(
    `SELECT * FROM (${held.sql}) ORDER BY directory, name`,
    held.parameters,
  );
  const files = new Map<string, PrunedFile[]>();
  for (const [directory, name, idKey, size, modifiedAt] of rows) {
    const own = files.get(idKey) ?? [];
    own.push({ directory, name, size, modifiedAt, isExport: exports.has(join(directory, name)) });
    files.set(idKey, own);
  }
  return files;
}
