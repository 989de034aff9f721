import { parseDuration } from './duration.js';
import { formatDate, parseInstant } from './instant.js';
import type { Interval } from './interval.js';
import { millisecondsInDay } from './lengths.js';
import { findTimeOfDay } from './time-of-day.js';
import { type Direction, readWrittenDay } from './written-day.js';
import { dateAt, dayOf, readWallTime } from './zone.js';

/** The years 1 to 9999. */
const FIRST = Date.parse('0001-01-02T00:00:00Z');
const END = Date.parse('9999-12-30T00:00:00Z');

/** What decides when a moment is that somebody wrote. */
export interface Reading {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The IANA zone of days, and of times without an offset: UTC when it is not named. */
  readonly zone?: string | undefined;
  /** Which monday `monday` is: the last one, or with `next` the next. */
  readonly direction?: Direction | undefined;
}

/**
 * Reads a moment as people write it where only one reading is possible:
 *
 * - ISO 8601; `now`; `@1315471985`, seconds since 1970;
 * - a length of time from now: `-2h`, `now-2h`, `2 hours ago`, `+30 min`, `in 2 hours`;
 * - a day, which is the moment it begins with: see `readWrittenDay`;
 * - a time of day, which is today's: `08:53`, `9:30 pm`; or a day with one: `monday 09:00`, `8 Sep 2011 08:53 +0200`.
 *
 * Returns the instant; as text, what is wrong with one that can be read in two ways, is in no calendar, or is skipped or
 * shown twice by the clocks of the zone; null for what is no moment at all.
 *
 * @example
 * readMoment('yesterday', { now: Date.UTC(2011, 8, 9, 7, 30) }); // 2011-09-08T00:00:00.000Z, as milliseconds
 * readMoment('-2h', { now: Date.UTC(2011, 8, 9, 7, 30) });       // 2011-09-09T05:30:00.000Z
 * readMoment('03/04/2026', { now });                             // 'may be 3 April or 4 March 2026. …'
 */
export function readMoment(text: string, reading: Reading): number | string | null {
  const { now, zone = 'UTC' } = reading;
  const written = text.trim();
  if (/^now$/i.test(written)) return now;
  const distance = readDistance(written);
  const at = distance === null ? readEpoch(written) : now + distance;
  if (at !== null) return typeof at === 'string' || isInCalendar(at) ? at : null;
  const date = readDate(written, reading);
  if (typeof date === 'string') return date;
  if (date !== null) return dayOf(formatDate(date), zone).start;
  if (parseInstant(written) !== null) return readWallTime(written, zone);
  const found = findTimeOfDay(written);
  if (!found) return null;
  const day = readDate(found.rest === '' ? 'today' : found.rest, reading);
  return typeof day === 'number'
    ? readWallTime(`${formatDate(day)}T${found.clock}${found.offset}`, zone)
    : day;
}

/**
 * Reads a day as people write it: see `readWrittenDay`; or as so many whole days or weeks before now, `-1d` or
 * `2 weeks ago`. Returns it from midnight to midnight in the zone; as text, what is wrong with one that can be read in
 * two ways or is in no calendar; null for what is no day at all, such as a time.
 */
export function readDay(text: string, reading: Reading): Interval | string | null {
  const { now, zone = 'UTC' } = reading;
  const written = text.trim();
  const distance = readDistance(written);
  const isWhole = distance !== null && distance % millisecondsInDay === 0;
  const day = isWhole ? dayAt(now, zone) + distance : readDate(written, reading);
  if (typeof day !== 'number') return day;
  return isInCalendar(day) ? dayOf(formatDate(day), zone) : null;
}

/** A day by its number of milliseconds since 1970 as if its zone were UTC. */
function readDate(text: string, { now, zone = 'UTC', direction = 'past' }: Reading): number | string | null {
  return readWrittenDay(text, dayAt(now, zone), direction);
}

function dayAt(now: number, zone: string): number {
  return Date.parse(dateAt(now, zone));
}

/** Whether an instant has a year of four digits, which is all that is read and written. */
function isInCalendar(at: number): boolean {
  return at >= FIRST && at < END;
}

/** How many milliseconds after now a moment lies that is named by its distance from now; null for any other text. */
function readDistance(text: string): number | null {
  const [, sign, signed] = /^(?:now\s*)?([-+])\s*(.+)$/i.exec(text) ?? [];
  if (signed !== undefined) return readLength(signed, sign === '-' ? -1 : 1);
  const [, ago] = /^(.+?)\s+ago$/i.exec(text) ?? [];
  if (ago !== undefined) return readLength(ago, -1);
  const [, ahead] = /^in\s+(.+)$/i.exec(text) ?? [];
  return ahead === undefined ? null : readLength(ahead, 1);
}

function readLength(text: string, sign: -1 | 1): number | null {
  const length = parseDuration(text.replace(/^an?\s+(?=[a-z])/i, '1 '));
  return length === null ? null : sign * length;
}

/** Seconds since 1970 behind an `@`. Returns, as text, what to write for a bare number of them. */
function readEpoch(text: string): number | string | null {
  const [, seconds] = /^@(-?\d{1,11}(?:\.\d{1,9})?)$/.exec(text) ?? [];
  if (seconds !== undefined) return Math.floor(Number(seconds) * 1000);
  if (/^\d{9,10}$/.test(text)) return `is a bare number. Write @${text} for seconds since 1970.`;
  if (!/^\d{12,13}$/.test(text)) return null;
  return `is a bare number. Write @${text.slice(0, -3)}.${text.slice(-3)} for seconds since 1970.`;
}
