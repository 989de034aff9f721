import { rmdirSync, statSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dateOfFolder } from '../sources/find-reports.js';
import { isWithin } from '../sources/is-within.js';
import { explainFileError, isGone, stampOf } from '../sources/read-report-file.js';
import type { PrunedFile, PrunedOops } from '../store/questions/pruning.js';
import type { Source } from '../store/records.js';

/** A file that stays, and the OOPS that it holds with it. */
export interface StayingFile {
  readonly path: string;
  readonly reason: string;
}

/** Deletes the files of OOPSes that are pruned. */
export interface FileDeleter {
  /** Deletes those of an OOPS. Returns whether they are gone, so that the OOPS may go too. */
  readonly release: (oops: PrunedOops) => boolean;
  /** How many were deleted. */
  readonly deleted: () => number;
  /** The first of those that stay, and how many there are. */
  readonly staying: () => { readonly count: number; readonly first: readonly StayingFile[] };
}

const MOST_TOLD = 100;

/**
 * Makes the deleter. It deletes single reports alone, in the folders of days of what is read in full, and only those that are
 * still what was read; then the folder, when nothing else is in it. Exports and logs, which hold others, stay.
 */
export function createFileDeleter(sources: readonly Source[]): FileDeleter {
  const roots = sources.filter(({ kind }) => kind !== 'export').map(({ path }) => path);
  const first: StayingFile[] = [];
  let deleted = 0;
  let count = 0;

  function isOurs({ directory, isExport }: PrunedFile): boolean {
    return (
      !isExport &&
      dateOfFolder(basename(directory)) !== null &&
      roots.some((root) => root === directory || isWithin(root, directory))
    );
  }

  function stay(path: string, reason: string): false {
    count++;
    if (first.length < MOST_TOLD) first.push({ path, reason });
    return false;
  }

  function deleteOne({ directory, name }: PrunedFile): boolean {
    const path = join(directory, name);
    try {
      unlinkSync(path);
      deleted++;
    } catch (error) {
      if (!isGone(error)) return stay(path, explainFileError(error));
    }
    removeEmpty(directory);
    return true;
  }

  return {
    release({ files }) {
      const own = files.filter(isOurs);
      for (const file of own) {
        const fault = faultOf(file);
        if (fault !== null) return stay(join(file.directory, file.name), fault);
      }
      return own.every(deleteOne);
    },
    deleted: () => deleted,
    staying: () => ({ count, first }),
  };
}

/** Why a file is not to be deleted; null when it may be, or is gone already. */
function faultOf({ directory, name, size, modifiedAt }: PrunedFile): string | null {
  try {
    const stats = statSync(join(directory, name), { throwIfNoEntry: false });
    if (!stats) return null;
    const stamp = stampOf(stats);
    return stamp.size === size && stamp.modifiedAt === modifiedAt
      ? null
      : 'is not known to be what was read: ingest it again first';
  } catch (error) {
    return isGone(error) ? null : explainFileError(error);
  }
}

/** A folder in which anything else lies stays. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, is gone, or is not ours to delete: the reports are what counts.
  }
}
