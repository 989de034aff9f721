import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Db } from '../store/sqlite/database.js';
import { hasFilesWithin } from '../store/sqlite/tables/files.js';
import {
  findSource,
  isWithin,
  recordFileReading,
  recordFullReading,
} from '../store/sqlite/tables/sources.js';
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
export function recordReadings(
  db: Db,
  paths: readonly string[],
  summary: IngestSummary,
  { at, heldBack }: ReadingTime,
): void {
  if (summary.loaded + summary.known === 0 && summary.rejected > 0) return;
  const foldersOfFiles = new Set<string>();
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isDirectory()) {
      if (stats) foldersOfFiles.add(dirname(path));
    } else if (isReadInFull(path)) {
      recordFullReading(db, { path, kind: 'repository', lastReadAt: at, heldBack });
    }
  }
  for (const path of foldersOfFiles) {
    if (hasFilesWithin(db, path)) recordFileReading(db, { path, lastReadAt: at, readUntil: null });
  }

  function isReadInFull(path: string): boolean {
    if (summary.unreadableFolders.some((missed) => isWithin(path, missed.path))) return false;
    return findSource(db, path) !== undefined || hasFilesWithin(db, path);
  }
}
