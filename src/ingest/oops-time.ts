import { timeFromFileName } from '../oops/oops-id.js';
import type { TimeSource } from '../store/oops-row.js';
import { parseInstant } from '../time/instant.js';

/** When an OOPS happened, and what says so. */
export interface OopsTime {
  readonly time: number;
  readonly timeSource: TimeSource;
}

/** The last instant that a calendar of JavaScript knows (ECMA-262, time values). */
const LAST_INSTANT = 8_640_000_000_000_000;

/**
 * The time of an OOPS: the report's own; else, in a dated folder with the old file name `NNNNN.X…`, that second of its
 * day; else the midnight of the folder's day, which is inexact. Returns null when nothing tells a time.
 *
 * @example
 * timeOfOops(null, '2011-09-08', '45084.S6'); // { time: 1315485084000, timeSource: 'file-name' }
 */
export function timeOfOops(own: number | null, date: string | null, fileName: string): OopsTime | null {
  if (own !== null && Math.abs(own) <= LAST_INSTANT) return { time: Math.trunc(own), timeSource: 'report' };
  if (date === null) return null;
  const named = timeFromFileName(date, fileName);
  if (named !== null) return { time: named, timeSource: 'file-name' };
  const midnight = parseInstant(date);
  return midnight === null ? null : { time: midnight, timeSource: 'directory' };
}
