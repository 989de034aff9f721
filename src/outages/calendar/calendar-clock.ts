import ICAL from 'ical.js';
import { instantOfWallTime, isTimeZone } from '../wall-time.js';
import { CalendarFault } from './calendar-fault.js';
import type { JcalComponent } from './jcal.js';

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
