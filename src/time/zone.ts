import { tzOffset } from '@date-fns/tz/tzOffset';
import { formatDate, formatInstant, parseInstant } from './instant.js';
import type { Interval } from './interval.js';
import { millisecondsInDay, millisecondsInMinute } from './lengths.js';

const WITHOUT_OFFSET = /^\d{4}-\d\d-\d\d([T ][\d:.,]+)?$/i;

/**
 * Reads a time that people wrote: ISO 8601, with its offset or without one. Without one it is the wall clock of the
 * zone (`UTC` when none is named). Returns the instant, or, as text, what is wrong with it: no time at all, a time that
 * the zone's clocks skip, or one that they show twice, because an outage that is an hour off makes its report wrong.
 *
 * @example
 * readWallTime('2011-09-08 09:53:05', 'Europe/London'); // 1315471985000
 * readWallTime('2011-10-30 01:30', 'Europe/London');    // 'is shown twice by the clocks of Europe/London that day. …'
 */
export function readWallTime(text: string, zone = 'UTC'): number | string {
  const trimmed = text.trim();
  const at = parseInstant(trimmed);
  if (at === null) return adviceOn(trimmed);
  if (zone === 'UTC' || !WITHOUT_OFFSET.test(trimmed)) return at;
  const instants = instantsOfWallTime(at, zone);
  if (instants.length === 1) return instants[0] ?? at;
  const fault = instants.length === 0 ? 'is skipped' : 'is shown twice';
  return `${fault} by the clocks of ${zone} that day. Write it with its offset, or in UTC with a Z at the end.`;
}

/**
 * The instants at which a zone's clocks show a wall time, given as if it were UTC: none, one or two, earliest first.
 *
 * @example
 * instantsOfWallTime(Date.UTC(2011, 2, 27, 1, 30), 'Europe/London'); // [], the clocks went from 01:00 to 02:00
 */
export function instantsOfWallTime(wall: number, zone: string): number[] {
  const candidates = [
    wall - offsetAt(wall - millisecondsInDay, zone),
    wall - offsetAt(wall + millisecondsInDay, zone),
  ];
  const exact = candidates.filter((at) => at + offsetAt(at, zone) === wall);
  return [...new Set(exact)].sort((a, b) => a - b);
}

/**
 * The one instant of a wall time as RFC 5545, 3.3.5 reads it: the first of two; for a time that the clocks skip, that of
 * the offset before the gap (02:30 becomes 03:30).
 */
export function instantOfWallTime(wall: number, zone: string): number {
  return instantsOfWallTime(wall, zone)[0] ?? wall - offsetAt(wall - millisecondsInDay, zone);
}

/** Whether a zone is one of the IANA database, e.g. `Europe/London`. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** The day that a zone's calendar shows at an instant: `2011-09-08`. */
export function dateAt(at: number, zone: string): string {
  return formatDate(at + offsetAt(at, zone));
}

/**
 * What a zone's clocks show at an instant, to the millisecond and without an offset.
 *
 * @example
 * wallTimeAt(Date.parse('2011-09-08T08:53:05Z'), 'Europe/London'); // '2011-09-08T09:53:05.000'
 */
export function wallTimeAt(at: number, zone: string): string {
  return formatInstant(at + offsetAt(at, zone)).slice(0, -1);
}

/** A day of a zone, from midnight to midnight: 23 or 25 hours where the clocks change. */
export function dayOf(date: string, zone: string): Interval {
  const midnight = Date.parse(date);
  return {
    start: instantOfWallTime(midnight, zone),
    end: instantOfWallTime(midnight + millisecondsInDay, zone),
  };
}

/**
 * The moment at which a zone's clocks show the same so many days later, or earlier: 23 or 25 hours a day where they
 * change.
 *
 * @example
 * shiftDays(Date.parse('2011-03-28T08:00Z'), -7, 'Europe/London'); // 2011-03-21T09:00Z, 09:00 there on both days
 */
export function shiftDays(at: number, days: number, zone: string): number {
  return instantOfWallTime(at + offsetAt(at, zone) + days * millisecondsInDay, zone);
}

/** How far a zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  // To load what knows the other zones takes a tenth of the time of a small report.
  if (zone === 'UTC') return 0;
  return Math.round(tzOffset(zone, new Date(at)) * millisecondsInMinute);
}

function adviceOn(text: string): string {
  const form = 'Write it as year, month, day and time: 2011-09-08T08:53:05Z.';
  return /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/.test(text)
    ? `does not say which number is the day and which the month. ${form}`
    : `is no time. ${form}`;
}
