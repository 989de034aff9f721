import { statSync } from 'node:fs';
import { sep } from 'node:path';
import type { Earlier, Seen, SeenBefore } from '../sources/list-folder.js';
import { type FileStamp, stampOf } from '../sources/read-report-file.js';
import type { Loader } from '../store/loader.js';

/** Takes note of the stamp of a file that was read before stamps were kept, and has not changed since then. */
export type AdoptStamp = (name: string, before: Earlier, stamp: FileStamp) => void;

/**
 * Tells which files of a folder are as they were when they were read. Each file is looked at, because the folder does not
 * change when somebody writes into a file in it. An export is taken as known: its own reading says when it has changed.
 */
export async function createKnownFiles(
  loader: Loader,
  folder: string,
  adopt: AdoptStamp,
): Promise<SeenBefore> {
  const known = await loader.knownFiles(folder);
  const prefix = folder + sep;

  /** Of a file without a stamp: it has not changed when it is older than its reading. */
  function compareByAge(name: string, before: Earlier, loadedAt: number | null, stamp: FileStamp): Seen {
    if (loadedAt === null || stamp.modifiedAt >= loadedAt) return { changed: before };
    adopt(name, before, stamp);
    return 'same';
  }

  return (name) => {
    const file = known.find(name);
    if (file?.kind === 'export') return 'same';
    if (file === undefined && !known.wasPruned) return 'new';
    const stats = statOf(prefix + name);
    if (file === undefined) return stats && known.wasPruned?.(name, stampOf(stats)) ? 'same' : 'new';
    if (!stats) return 'same';
    if (file.kind === 'unstamped') return compareByAge(name, file.before, file.loadedAt, stampOf(stats));
    if (stats.size === file.size && Math.trunc(stats.mtimeMs) === file.modifiedAt) return 'same';
    return { changed: file.before };
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
