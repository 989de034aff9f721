import { wallTimeAt } from '../../time/zone.js';

/**
 * What the clocks of a zone showed at a time of UTC, to stand behind it; empty where they are UTC's, or no zone is named.
 *
 * @param time ISO 8601 UTC
 * @example
 * besideUtc('2011-09-08T08:53:05.000Z', 'Europe/London'); // ' (09:53:05 Europe/London)'
 * besideUtc('2011-09-08T20:53:05.000Z', 'Asia/Tokyo');    // ' (2011-09-09 05:53:05 Asia/Tokyo)'
 */
export function besideUtc(time: string, timezone: string | undefined): string {
  const there = clocksOf(time, timezone);
  return there === null ? '' : ` (${there} ${timezone})`;
}

/** The same of a stretch of time, whose end may be open: "09:53:05 - 09:55:17"; null where it would be the same as in UTC. */
export function clocksOfStretch(
  start: string,
  end: string | null,
  timezone: string | undefined,
): string | null {
  const from = clocksOf(start, timezone);
  const to = end === null ? null : clocksOf(end, timezone);
  return from === null ? null : to === null ? `since ${from}` : `${from} - ${to}`;
}

function clocksOf(time: string, timezone = 'UTC'): string | null {
  if (timezone === 'UTC') return null;
  const shown = wallTimeAt(Date.parse(time), timezone);
  const [date, clock = ''] = [shown.slice(0, 10), shown.slice(11, 19)];
  return date === time.slice(0, 10) ? clock : `${date} ${clock}`;
}
