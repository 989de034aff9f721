import type { OutageWindow } from './window.js';

/** What stands behind the id of a series in that of one of its times: see the reading of calendars. */
const TIME_OF_SERIES = /-\d{8}T\d{6}Z$/;

/**
 * The id of the series that an outage belongs to: of one time of an event that repeats, what stands before that time;
 * else its own.
 *
 * @example
 * seriesOf({ outage: 'standup@example.com-20261124T100000Z' }); // 'standup@example.com'
 */
export function seriesOf({ outage }: Pick<OutageWindow, 'outage'>): string {
  return outage.replace(TIME_OF_SERIES, '');
}
