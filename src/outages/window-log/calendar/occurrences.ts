import { millisecondsInDay } from '../../../time/lengths.js';
import { type CalendarEvent, CalendarFault, type JcalProperty, propertiesNamed, valuesOf } from './jcal.js';
import { expandRule } from './recurrence-rule.js';
import {
  type CalendarDuration,
  type CalendarTime,
  type ClockFinder,
  durationBetween,
  endOf,
  readDuration,
  readTime,
} from './time.js';

/** One time at which an event happens. */
export interface Occurrence {
  readonly start: number;
  /** Null when the event gives no end. */
  readonly end: number | null;
}

/** All times of an event, sorted, with what a reader of the import should know. */
export interface Occurrences {
  readonly list: readonly Occurrence[];
  readonly isRepeated: boolean;
  readonly remarks: readonly string[];
}

/**
 * Expands an event into the times at which it happens: DTSTART, those of its RRULE and RDATE, less those of EXDATE.
 * Throws a CalendarFault, which names what is asked for, when any of that cannot be honoured.
 *
 * @param until where an event that repeats without end is cut off
 */
export function occurrencesOf(
  { properties }: CalendarEvent,
  clocks: ClockFinder,
  until: number,
): Occurrences {
  refuseUnsupported(properties);
  const start = startOf(properties, clocks);
  const duration = durationOf(properties, start, clocks);
  const remarks: string[] = [];
  const occurrences = new Map<number, Occurrence>();
  const add = (time: CalendarTime, length: CalendarDuration | null) => {
    if (!occurrences.has(time.at)) {
      occurrences.set(time.at, { start: time.at, end: length && endOf(time, length) });
    }
  };
  add(start, duration);
  for (const rule of valuesOf(properties, 'rrule')) {
    const { times, isEndless } = expandRule(rule as Record<string, unknown>, start, until);
    for (const time of times) add(time, duration);
    if (isEndless) remarks.push(`repeats without end; taken up to ${new Date(until).toISOString()}`);
  }
  for (const property of propertiesNamed(properties, 'rdate')) {
    for (const value of property.slice(3)) {
      const [from, to] = Array.isArray(value) ? value : [value];
      const time = readTime(property, from, clocks);
      add(time, to === undefined ? duration : lengthOfPeriod(property, time, to, clocks));
    }
  }
  for (const property of propertiesNamed(properties, 'exdate')) {
    for (const value of property.slice(3)) {
      const excluded = excludedBy(readTime(property, value, clocks), start, [...occurrences.keys()]);
      for (const at of excluded) occurrences.delete(at);
      if (excluded.length === 0) remarks.push(`EXDATE ${value} is none of its times`);
    }
  }
  return {
    list: [...occurrences.values()].sort((a, b) => a.start - b.start),
    isRepeated: ['rrule', 'rdate'].some((name) => propertiesNamed(properties, name).length > 0),
    remarks,
  };
}

function startOf(properties: readonly JcalProperty[], clocks: ClockFinder): CalendarTime {
  const [property] = propertiesNamed(properties, 'dtstart');
  if (!property) throw new CalendarFault('DTSTART is missing. Give the event a start.');
  return readTime(property, property[3], clocks);
}

function refuseUnsupported(properties: readonly JcalProperty[]): void {
  if (propertiesNamed(properties, 'exrule').length > 0) {
    throw new CalendarFault('EXRULE is not supported. Write the exceptions as EXDATE.');
  }
  if (propertiesNamed(properties, 'rrule').length > 1) {
    throw new CalendarFault(
      'RRULE is there more than once, which RFC 5545 advises against. Make an event of each.',
    );
  }
}

/** How long each occurrence lasts; null when the event does not say. A whole day without an end lasts that day. */
function durationOf(
  properties: readonly JcalProperty[],
  start: CalendarTime,
  clocks: ClockFinder,
): CalendarDuration | null {
  const [end] = propertiesNamed(properties, 'dtend');
  const [duration] = propertiesNamed(properties, 'duration');
  if (end && duration) throw new CalendarFault('DTEND and DURATION are both given. Remove one of them.');
  if (duration) return readDuration(duration[3]);
  if (!end) return start.isDate ? { days: 1, milliseconds: 0 } : null;
  const time = readTime(end, end[3], clocks);
  if (time.isDate !== start.isDate) {
    throw new CalendarFault('DTSTART and DTEND are not both times or both days. Make them the same.');
  }
  return durationBetween(start, time);
}

function lengthOfPeriod(
  property: JcalProperty,
  start: CalendarTime,
  end: unknown,
  clocks: ClockFinder,
): CalendarDuration {
  return /^[+-]?P/.test(String(end))
    ? readDuration(end)
    : durationBetween(start, readTime(property, end, clocks));
}

/** The occurrence at that time; of an event with times, a whole day excludes those that the day holds. */
function excludedBy(excluded: CalendarTime, start: CalendarTime, occurrences: readonly number[]): number[] {
  if (!excluded.isDate || start.isDate) return occurrences.filter((at) => at === excluded.at);
  const nextDay = start.clock(excluded.wall + millisecondsInDay);
  const day = start.clock(excluded.wall);
  return occurrences.filter((at) => day <= at && at < nextDay);
}
