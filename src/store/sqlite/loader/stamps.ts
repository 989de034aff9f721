import type { FileStamp } from '../../../sources/read-report-file.js';
import { UNSETTLED_STAMP } from '../tables/files.js';

/** Equal to the stamp of no file: what could not be opened is tried again every time. */
export const NO_STAMP: FileStamp = { size: -1, modifiedAt: 0 };

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
