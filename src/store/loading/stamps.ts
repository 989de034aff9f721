import type { FileStamp } from '../../sources/read-report-file.js';

/** The `size` of files that were read before stamps were kept, and of exports, which have a reading of their own. */
export const UNKNOWN_STAMP = -1;
/** The `size` of files that are to be read again, because a change right after their reading need not show. */
export const UNSETTLED_STAMP = -2;

/**
 * Equal to the stamp of no file. What could not be opened is tried again every time; and what is no file cannot be read again.
 */
export const NO_STAMP: FileStamp = { size: UNKNOWN_STAMP, modifiedAt: 0 };

/** Which stamps are kept of what was read. */
export interface Stamps {
  /** Whether a file was written just before it was read, so that it can have changed since without a trace. */
  isFresh(stamp: FileStamp): boolean;
  /** The stamp to keep: of a fresh file one that has it read again. */
  toKeep(stamp: FileStamp | null): FileStamp;
}

/** Clocks of file systems go by steps of up to so many milliseconds: within one, a change need not show. */
const CLOCK_STEP = 2000;

/** Makes the stamps of what is read from a moment on. */
export function createStamps(startedAt: number, clock: () => number): Stamps {
  function isFresh({ modifiedAt }: FileStamp): boolean {
    return modifiedAt >= startedAt - CLOCK_STEP && modifiedAt <= clock() + CLOCK_STEP;
  }

  return {
    isFresh,
    toKeep(stamp) {
      if (stamp === null) return NO_STAMP;
      return isFresh(stamp) ? { ...stamp, size: UNSETTLED_STAMP } : stamp;
    },
  };
}
