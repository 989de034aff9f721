import type { FileStamp } from '../sources/read-report-file.js';

/** Whether a file may still be in the making. */
export type IsYoung = (stamp: FileStamp | null) => boolean;

/** How long a file must have been left alone before it is read, in milliseconds. */
export const SETTLING_TIME = 2000;

/**
 * Makes the question. A time of change that lies in the future says nothing, for the clock of the file system is another
 * one: such a file is read at once, and again when it has changed.
 *
 * @param settle milliseconds; with 0 no file is young
 */
export function createYouthTest(settle: number, now: () => number): IsYoung {
  return (stamp) => stamp !== null && Math.abs(now() - stamp.modifiedAt) < settle;
}
