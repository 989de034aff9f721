import { compareCodePoints } from '../../../text/compare-text.js';
import type { FilePlace } from '../../records.js';
import type { Connection } from '../connecting/connection.js';

/** Orders the files of an OOPS: folders in the order in which they were met, and of one the names. */
export type ComparePlaces = (a: FilePlace, b: FilePlace) => number;

/** When a folder was met: the stamp of a writing, and the place in it. */
export type FolderMark = readonly [stamp: number, part: number];

/** When folders were met first. Those that never were are not in the answer. */
export async function findFolderMarks(
  connection: Connection,
  folders: readonly string[],
  cut: number,
): Promise<Map<string, FolderMark>> {
  if (folders.length === 0) return new Map();
  const rows = await connection.rows<[folder: string, mark: FolderMark]>(
    `SELECT key, min((stamp, part)) FROM word
     WHERE kind = 'folder' AND stamp <= {cut:Int64} AND key IN {folders:Array(String)} GROUP BY key`,
    { cut, folders },
  );
  return new Map(rows);
}

/** Makes what orders files, whose folders have these marks; one that has none is behind all others. */
export function comparePlaces(marks: ReadonlyMap<string, FolderMark>): ComparePlaces {
  return (a, b) => {
    if (a.directory === b.directory) return compareCodePoints(a.name, b.name);
    const [left, right] = [marks.get(a.directory) ?? NEVER, marks.get(b.directory) ?? NEVER];
    if (left[0] !== right[0]) return left[0] < right[0] ? -1 : 1;
    return left[1] - right[1] || compareCodePoints(a.directory, b.directory);
  };
}

const NEVER: FolderMark = [Number.POSITIVE_INFINITY, 0];
