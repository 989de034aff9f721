import type { Stats } from 'node:fs';
import { basename } from 'node:path';
import { dateOfFolder } from '../../../sources/find-reports.js';
import { type FollowedRoot, inodeOf } from './followed-root.js';
import { createLookMarks, type LookMarks } from './look-marks.js';
import type { NameSet } from './name-set.js';

/** A folder that is followed. */
export interface FollowedFolder {
  readonly path: string;
  readonly root: FollowedRoot;
  /** Whether its files are reports. */
  readonly isDated: boolean;
  readonly marks: LookMarks;
  readonly inode: string;
  /** Whether each of its files is to be looked at: because nobody did, one of them has changed, or now and then. */
  scan: 'first' | 'changed' | 'round' | null;
  /** Why it could not be listed; null where it could. */
  fault: string | null;
  /** The names of its files that were read; null where nobody needed them yet. */
  names: NameSet | null;
  /** Until when all is known that was written into it but for what is too young, in milliseconds since the Unix epoch. */
  knownUntil: number;
}

/** Makes one that nobody has looked into yet. */
export function createFollowedFolder(path: string, root: FollowedRoot, stats: Stats): FollowedFolder {
  const isDated = dateOfFolder(basename(path)) !== null;
  return {
    ...{ path, root, isDated, marks: createLookMarks(), inode: inodeOf(stats) },
    ...{ scan: isDated ? 'first' : null, fault: null, names: null, knownUntil: Number.NEGATIVE_INFINITY },
  };
}

/** Has each of its files looked at, because one of them may say something else than before. */
export function needScan(folder: FollowedFolder): void {
  if (folder.scan !== 'first') folder.scan = 'changed';
}

/** Whether no file of it waits to be looked at because it has changed, or nobody did. */
export function isScanned({ scan }: FollowedFolder): boolean {
  return scan === null || scan === 'round';
}

/** Takes that it was looked into, from a moment of the steady clock, and of that of the machine. */
export function noteLook(folder: FollowedFolder, at: number, wall: number): void {
  folder.marks.noteLook(at);
  folder.knownUntil = wall;
}
