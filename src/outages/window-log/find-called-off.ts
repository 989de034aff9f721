import { seriesOf } from '../series.js';
import { BY_HAND, type OutageWindow } from '../window.js';
import type { CalledOff } from './window-log-format.js';

/**
 * The plans of the log that a calendar no longer has: those that it says are cancelled, and those to come of an event that it
 * tells in full, but not at that time. What has begun stays, unless it is cancelled: an old event is dropped by many programs.
 * What was recorded by hand stays too.
 *
 * @param log the log as it stands
 * @param told the windows that the calendar tells now
 * @param now milliseconds since the Unix epoch, UTC
 * @example
 * // the meeting of Tuesdays is on Wednesdays now
 * findCalledOff(log, wednesdays, { cancelled: [], complete: ['standup'] }, now); // the Tuesdays to come
 */
export function findCalledOff(
  log: readonly OutageWindow[],
  told: readonly OutageWindow[],
  { cancelled, complete }: CalledOff,
  now: number,
): OutageWindow[] {
  const outages = new Set(told.map(({ outage }) => outage));
  return log.filter((window) => {
    if (!window.isPlanned || window.source === BY_HAND || outages.has(window.outage)) return false;
    const series = seriesOf(window);
    const isCancelled = cancelled.includes(window.outage) || cancelled.includes(series);
    return isCancelled || (window.start > now && complete.includes(series));
  });
}
