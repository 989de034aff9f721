import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { parseInstant } from '../../../time/instant.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import { CalendarFault } from './jcal.js';
import type { CalendarTime } from './time.js';

const PARTS = [
  ...['freq', 'interval', 'count', 'until', 'wkst', 'byhour', 'byminute', 'bysecond', 'byday', 'bymonth'],
  ...['bymonthday', 'byyearday', 'byweekno', 'bysetpos'],
];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
/** No plan has more; a rule that has was mistyped. */
const MOST_OCCURRENCES = 10_000;
/** The periods that a rule is given to bring forth its next time, e.g. a 29 February on a Monday. */
const MOST_PERIODS = 100_000;

/** The times that a rule gives, and whether it goes on without end. */
export interface Repetition {
  readonly times: readonly CalendarTime[];
  readonly isEndless: boolean;
}

/**
 * Expands an RRULE by the wall clock of its DTSTART: 10:00 stays 10:00 when the clocks change. The wall times are
 * generated as if in UTC and only then read off the clock, so that a time which the clocks skip is moved as RFC 5545
 * moves an explicit one (3.8.5.3), instead of being lost. The library counts on the Gregorian calendar; ical.js is not
 * asked, because it passes over BYSETPOS in most rules (its issue 1039).
 *
 * @param rule the parts of the rule as jCal has them
 * @param until where a rule without an end is cut off
 */
export function expandRule(
  rule: Readonly<Record<string, unknown>>,
  start: CalendarTime,
  until: number,
): Repetition {
  checkParts(rule);
  const last = lastOf(rule.until, start);
  const isEndless = rule.count === undefined && rule.until === undefined;
  const times: CalendarTime[] = [];
  for (const wall of wallTimes(rule, start.wall)) {
    const time = { ...start, wall, at: start.clock(wall) };
    if (isEndless ? time.at >= until : !last(time)) break;
    if (times.length === MOST_OCCURRENCES) {
      throw new CalendarFault(
        `RRULE repeats more than ${MOST_OCCURRENCES} times. End it earlier with UNTIL or COUNT.`,
      );
    }
    times.push(time);
  }
  if (times[0] && times[0].wall !== start.wall) {
    throw new CalendarFault(
      'DTSTART is no time of its RRULE, so how it repeats is undefined. Move it to the first.',
    );
  }
  return { times, isEndless };
}

function* wallTimes(rule: Readonly<Record<string, unknown>>, start: number): Generator<number> {
  const parts = PARTS.filter((part) => part !== 'until' && rule[part] !== undefined);
  const rruleString = parts.map((part) => `${part.toUpperCase()}=${[rule[part]].flat().join(',')}`).join(';');
  const dtstart = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC');
  try {
    const expansion = new RRuleTemporal({
      rruleString: withWeekDays(rruleString),
      dtstart,
      maxIterations: MOST_PERIODS,
    });
    for (let next = expansion.next(dtstart, true); next; next = expansion.next(next, false)) {
      yield next.epochMilliseconds;
    }
  } catch (error) {
    throw new CalendarFault(
      `RRULE cannot be expanded: ${error instanceof Error ? error.message : error}. Correct it.`,
    );
  }
}

/** jCal gives WKST as the number that ical.js uses for it, Sunday being 1. */
function withWeekDays(rule: string): string {
  return rule.replace(
    /WKST=([1-7])/,
    (_, day) => `WKST=${['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][Number(day) - 1]}`,
  );
}

function checkParts(rule: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(rule).find((part) => !PARTS.includes(part));
  if (unknown)
    throw new CalendarFault(`RRULE has ${unknown.toUpperCase()}, which is not supported. Plan without it.`);
  if (!FREQUENCIES.includes(String(rule.freq))) {
    throw new CalendarFault(
      `RRULE has FREQ=${rule.freq}, which is not supported. Use ${FREQUENCIES.join(', ')}.`,
    );
  }
  if (rule.count !== undefined && rule.until !== undefined) {
    throw new CalendarFault('RRULE has both COUNT and UNTIL, which RFC 5545 forbids. Remove one of them.');
  }
  if (rule.count === 0 || rule.interval === 0)
    throw new CalendarFault('RRULE has a COUNT or INTERVAL of 0. Correct it.');
}

/** Whether a time is not after UNTIL: an instant, what the wall clock shows, or a whole day of it. */
function lastOf(until: unknown, start: CalendarTime): (time: CalendarTime) => boolean {
  if (until === undefined) return () => true;
  const text = String(until);
  const limit = parseInstant(text);
  if (limit === null) throw new CalendarFault(`RRULE has UNTIL=${text}, which is no time. Correct it.`);
  if (text.length === 10) return ({ wall }) => wall < limit + millisecondsInDay;
  return text.endsWith('Z') && !start.isDate ? ({ at }) => at <= limit : ({ wall }) => wall <= limit;
}
