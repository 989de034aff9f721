import { statSync } from 'node:fs';
import { sep } from 'node:path';
import type { Seen, SeenBefore } from '../sources/list-folder.js';
import { type FileStamp, stampOf } from '../sources/read-report-file.js';
import type { Db } from '../store/sqlite/database.js';
import { readFilesOf, UNKNOWN_STAMP } from '../store/sqlite/tables/files.js';
import { arrivalOf } from '../store/sqlite/tables/oopses.js';
import { exportsIn } from '../store/sqlite/tables/sources.js';

/** Takes note of the stamp of a file that was read before stamps were kept and has not changed since. */
export type AdoptStamp = (name: string, oops: number, stamp: FileStamp) => void;

/**
 * Tells which files of a folder are as they were when they were read. Each is looked at for it: whoever writes into a
 * file that is there changes nothing of its folder. An export is known; its own reading says when it has changed.
 */
export function openKnownFiles(db: Db, folder: string, adopt: AdoptStamp): SeenBefore {
  const { places, oops, size, modifiedAt } = readFilesOf(db, folder);
  const exports = exportsIn(db, folder);
  const prefix = folder + sep;

  /** Of a file without a stamp: it has not changed when it is older than its reading. */
  function compareByAge(name: string, seq: number, stamp: FileStamp): Seen {
    const arrivedAt = arrivalOf(db, seq);
    if (arrivedAt === null || stamp.modifiedAt >= arrivedAt) return { changed: seq };
    adopt(name, seq, stamp);
    return 'same';
  }

  return (name) => {
    const place = places.get(name);
    if (place === undefined) return 'new';
    if (exports.has(name)) return 'same';
    const stats = statOf(prefix + name);
    if (!stats) return 'same';
    if (stats.size === size[place] && Math.trunc(stats.mtimeMs) === modifiedAt[place]) return 'same';
    const seq = oops[place] as number;
    return size[place] === UNKNOWN_STAMP ? compareByAge(name, seq, stampOf(stats)) : { changed: seq };
  };
}

const MAY_BE_GONE = { throwIfNoEntry: false } as const;

/** What cannot be looked at, or is gone, is taken to be as it was. */
function statOf(path: string) {
  try {
    return statSync(path, MAY_BE_GONE);
  } catch {
    return undefined;
  }
}
