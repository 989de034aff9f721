import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isWithin } from '../sources/is-within.js';
import type { Loader } from '../store/loader.js';
import type { IngestSummary } from './tally.js';

/** When a reading began, and how young the files were that it left for the next one; 0 when there were none. */
interface ReadingTime {
  readonly at: number;
  readonly heldBack: number;
}

/**
 * Records what was read in full: a folder when every folder in it could be listed; of single files, their folder is noted.
 * A reading that failed, or found no report where there never was one, says nothing.
 */
export async function recordReadings(
  loader: Loader,
  paths: readonly string[],
  summary: Pick<IngestSummary, 'loaded' | 'known' | 'rejected' | 'unreadableFolders'>,
  { at, heldBack }: ReadingTime,
): Promise<void> {
  if (summary.loaded + summary.known === 0 && summary.rejected > 0) return;
  const foldersOfFiles = new Set<string>();
  for (const path of paths) {
    const stats = statOf(path);
    if (!stats?.isDirectory()) {
      if (stats) foldersOfFiles.add(dirname(path));
    } else if (await isReadInFull(path)) {
      await loader.recordFullReading({ path, kind: 'repository', lastReadAt: at, heldBack });
    }
  }
  for (const path of foldersOfFiles) {
    if (await loader.hasFilesWithin(path))
      await loader.recordFileReading({ path, lastReadAt: at, readUntil: null });
  }

  async function isReadInFull(path: string): Promise<boolean> {
    if (summary.unreadableFolders.some((missed) => isWithin(path, missed.path))) return false;
    const sources = await loader.sources();
    return sources.some((source) => source.path === path) || loader.hasFilesWithin(path);
  }
}

/** Of what is gone, or cannot be looked at any more, nothing is said. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
