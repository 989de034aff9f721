import { readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ExportReading } from '../../../ingest/exports/ingest-export.js';
import { unrotatedPath } from '../../../sources/exports/formats.js';
import { type FileStamp, stampOf } from '../../../sources/read-report-file.js';
import { type FollowedRoot, inodeOf } from './followed-root.js';

/** An export, a log, or a single report that was named. */
export interface FollowedFile {
  readonly path: string;
  readonly root: FollowedRoot;
  readonly isExport: boolean;
  /** As it was seen last. */
  state: FileState;
  /** As it was when it was read last; null where it is to be read whatever it is. */
  readState: FileState | null;
  /** What its last reading says; null where it could not be read to its end. */
  reading: ExportReading | null;
  /** Until when all is known that was written to it, in milliseconds since the Unix epoch. */
  knownUntil: number;
}

/** What tells whether a file has changed, is another one, or may be read by others than before. */
interface FileState extends FileStamp {
  readonly changedAt: number;
  readonly inode: string;
}

/** Makes one that nobody has read yet. */
export function createFollowedFile(
  path: string,
  root: FollowedRoot,
  isExport: boolean,
  stats: Stats,
): FollowedFile {
  const state = fileStateOf(stats);
  return {
    path,
    root,
    isExport,
    state,
    readState: null,
    reading: null,
    knownUntil: Number.NEGATIVE_INFINITY,
  };
}

export function fileStateOf(stats: Stats): FileState {
  return { ...stampOf(stats), changedAt: stats.ctimeMs, inode: inodeOf(stats) };
}

/** Whether a file can be read, and is not as it was when it was read last. */
export function isToBeRead({ root, state, readState }: FollowedFile): boolean {
  return root.fault === null && !isDeepStrictEqual(state, readState);
}

/** Some milliseconds between the writing of a log's last line and its reading, by clocks that differ. */
const ROTATION_MARGIN = 2000;

/**
 * The files that a log was rotated to, as far as they were written since it was read last: what came after that reading
 * lies under their names.
 */
export function rotatedFrom({ path, readState }: FollowedFile): string[] {
  const since = (readState?.modifiedAt ?? 0) - ROTATION_MARGIN;
  const folder = dirname(path);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((other) => other !== path && unrotatedPath(other) === path)
    .filter((other) => {
      const stats = statSync(other, { throwIfNoEntry: false });
      return stats?.isFile() && stats.mtimeMs >= since;
    });
}
