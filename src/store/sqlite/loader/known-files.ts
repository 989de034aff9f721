import type { KnownFile, KnownFiles } from '../../loader.js';
import { UNKNOWN_STAMP } from '../../loading/stamps.js';
import type { Db } from '../db.js';
import { readPrunedFiles } from '../prune/pruned-files.js';
import { arrivalOf } from '../single/oopses.js';
import { readFilesOf } from '../tables/files.js';
import { exportsIn } from '../tables/sources.js';

const EXPORT: KnownFile = { kind: 'export' };

/** What is known of the files of a folder. */
export function readKnownFiles(db: Db, folder: string): KnownFiles {
  const { places, oops, size, modifiedAt } = readFilesOf(db, folder);
  const exports = exportsIn(db, folder);
  const pruned = readPrunedFiles(db, folder);
  return {
    names: () => places.keys(),
    ...(pruned.isEmpty ? {} : { wasPruned: pruned.holds }),
    find(name) {
      const place = places.get(name);
      if (place === undefined) return undefined;
      if (exports.has(name)) return EXPORT;
      const before = oops[place] as number;
      if (size[place] === UNKNOWN_STAMP)
        return { kind: 'unstamped', before, loadedAt: arrivalOf(db, before) };
      return {
        kind: 'stamped',
        before,
        size: size[place] as number,
        modifiedAt: modifiedAt[place] as number,
      };
    },
  };
}
