import ICAL from 'ical.js';
import { parseInstant } from '../../../time/instant.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import { instantOfWallTime, isTimeZone } from '../../../time/zone.js';
import { CalendarFault, type JcalComponent, type JcalProperty } from './jcal.js';

/** A DATE or DATE-TIME of a calendar. */
export interface CalendarTime {
  /** What the clock shows, as if it were UTC. */
  readonly wall: number;
  readonly clock: CalendarClock;
  /** A whole day. */
  readonly isDate: boolean;
  readonly at: number;
}

/** A DURATION: days by the calendar, the rest by the stopwatch (RFC 5545, 3.3.6). */
export interface CalendarDuration {
  readonly days: number;
  readonly milliseconds: number;
}

/** Reads one value of a property such as DTSTART, in the property's zone. Throws a CalendarFault when it is no time. */
export function readTime(
  [name, parameters]: JcalProperty,
  value: unknown,
  clocks: ClockFinder,
): CalendarTime {
  const text = String(value);
  const wall = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/.test(text) ? parseInstant(text) : null;
  if (wall === null) {
    throw new CalendarFault(
      `${name.toUpperCase()} ${text} is no time. Correct it in the calendar and export it again.`,
    );
  }
  const clock: CalendarClock = text.endsWith('Z') ? (utc) => utc : clocks(parameters.tzid ?? null);
  return { wall, clock, isDate: text.length === 10, at: clock(wall) };
}

/** Reads a DURATION such as `PT5M` or `P1D`. Throws a CalendarFault when it is none, or negative. */
export function readDuration(value: unknown): CalendarDuration {
  const match = /^\+?P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/.exec(String(value));
  if (!match) {
    throw new CalendarFault(`DURATION ${value} is no length of time. Write it like PT5M, or give DTEND.`);
  }
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

/** The instant at which a duration that began at a time is over. */
export function endOf(start: CalendarTime, { days, milliseconds }: CalendarDuration): number {
  return start.clock(start.wall + days * millisecondsInDay) + milliseconds;
}

/** What lies between two times: days between whole days, else the exact time, as RFC 5545, 3.8.5.3 wants it repeated. */
export function durationBetween(start: CalendarTime, end: CalendarTime): CalendarDuration {
  return start.isDate && end.isDate
    ? { days: (end.wall - start.wall) / millisecondsInDay, milliseconds: 0 }
    : { days: 0, milliseconds: end.at - start.at };
}

/** A clock on a wall: the instant at which it shows a time, given as if it were UTC. */
export type CalendarClock = (wall: number) => number;

/** Finds the clock that a TZID names; null names none, of floating times. Throws a CalendarFault for an unknown one. */
export type ClockFinder = (tzid: string | null) => CalendarClock;

/**
 * The clocks of a calendar. A name of the IANA database such as Europe/London means that zone, with all its history:
 * the VTIMEZONE beside it often holds the rule of one year only. Any other name means the VTIMEZONE of the file.
 *
 * @param zone the IANA zone of floating times
 */
export function clocksOf(calendars: readonly JcalComponent[], zone: string): ClockFinder {
  const definitions = new Map<string, JcalComponent>();
  for (const component of calendars.flatMap(([, , components]) => components)) {
    const [name, properties] = component;
    const tzid = properties.find(([property]) => property === 'tzid')?.[3];
    if (name === 'vtimezone' && typeof tzid === 'string') definitions.set(tzid, component);
  }
  return (tzid) => {
    if (tzid === null) return (wall) => instantOfWallTime(wall, zone);
    const definition = definitions.get(tzid);
    if (isTimeZone(tzid) && (tzid.includes('/') || !definition))
      return (wall) => instantOfWallTime(wall, tzid);
    if (definition) return clockOfDefinition(definition);
    throw new CalendarFault(
      `TZID ${tzid} is no IANA zone, and the file has no VTIMEZONE for it. Name a zone such as Europe/London.`,
    );
  };
}

function clockOfDefinition(definition: JcalComponent): CalendarClock {
  const timezone = new ICAL.Timezone(new ICAL.Component([...definition]));
  return (wall) => {
    const date = new Date(wall);
    const time = new ICAL.Time(
      {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
      },
      timezone,
    );
    return time.toUnixTime() * 1000;
  };
}
