import ICAL from 'ical.js';
import { readSpelled, spellUnprintable } from '../../../text/printable.js';
import { parseDuration } from '../../../time/duration.js';
import { formatInstant, parseInstant } from '../../../time/instant.js';
import { ALL_SYSTEMS, checkWindow, type OutageWindow, PHASES } from '../../window.js';
import { printWindowText } from '../text.js';
import type { WindowFileOptions } from '../window-log-format.js';
import { type CalendarEvent, CalendarFault, textOf, valuesOf } from './jcal.js';
import type { Occurrence } from './occurrences.js';

/**
 * The window of an event at one of its times. Throws a CalendarFault when it cannot be recorded.
 *
 * @param outage the id of the outage
 */
export function windowOfEvent(
  { properties }: CalendarEvent,
  outage: string,
  { start, end }: Occurrence,
  options: Pick<WindowFileOptions, 'file' | 'knownSystems' | 'systems'>,
): OutageWindow {
  const phaseText = (textOf(properties, 'x-oops-report-phase') ?? 'downtime').toLowerCase();
  const phase = PHASES.find((candidate) => candidate === phaseText);
  if (!phase)
    throw new CalendarFault(`X-OOPS-REPORT-PHASE is ${phaseText}. Write downtime, partial or shutdown.`);
  const budgetText = textOf(properties, 'x-oops-report-budget');
  const budget = budgetText === null ? null : parseDuration(budgetText);
  if (budget === null && budgetText !== null) {
    throw new CalendarFault(`X-OOPS-REPORT-BUDGET is ${budgetText}. Write it like 10s or 5m.`);
  }
  const isOpen = textOf(properties, 'x-oops-report-open')?.toUpperCase() === 'TRUE';
  if (end === null && !isOpen)
    throw new CalendarFault('DTEND is missing. Give the event an end, or a DURATION.');
  const categories = valuesOf(properties, 'categories').map((name) => readSpelled(String(name).trim()));
  const systems = categories.filter((name) => name !== '');
  const checked = checkWindow(
    {
      outage,
      phase,
      systems: systems.length === 0 ? (options.systems ?? [ALL_SYSTEMS]) : systems,
      start: exact(start, textOf(properties, 'x-oops-report-start')),
      end: isOpen || end === null ? null : exact(end, textOf(properties, 'x-oops-report-end')),
      title: textOf(properties, 'summary'),
      budgetSeconds: budget === null ? null : budget / 1000,
      source: options.file,
      // A calendar tells what is planned; our own export of what happened says so.
      ...(textOf(properties, 'x-oops-report-kind')?.toLowerCase() === 'actual'
        ? {}
        : { isPlanned: true as const }),
    },
    options.knownSystems,
  );
  if (checked.fault !== undefined) throw new CalendarFault(checked.fault);
  return checked.window;
}

/** The milliseconds that a calendar cannot tell, unless somebody has moved the event since. */
function exact(at: number, text: string | null): number {
  const given = text === null ? null : parseInstant(text);
  return given !== null && Math.floor(given / 1000) * 1000 === at ? given : at;
}

/**
 * Writes windows as a calendar (iCalendar, RFC 5545) that any calendar program shows and parseCalendar reads back
 * unchanged. What a calendar has no word for stands in `X-OOPS-REPORT-` properties: the outage, the phase, the budget,
 * the milliseconds, and that a window is open. The same windows give the same bytes: DTSTAMP is the start.
 */
export function printCalendar(windows: readonly OutageWindow[]): string {
  const properties = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//oops-report//outage windows//EN'],
  ];
  return `${ICAL.stringify(['vcalendar', properties, windows.map(printEvent)])}`.trimEnd().concat('\r\n');
}

function printEvent(window: OutageWindow): unknown[] {
  const text = printWindowText(window);
  const properties: unknown[] = [
    property('uid', uidOf(window)),
    ['dtstamp', {}, 'date-time', printTime(window.start)],
    ['dtstart', {}, 'date-time', printTime(window.start)],
    ...(window.end === null ? [] : [['dtend', {}, 'date-time', printTime(window.end)]]),
    ...(window.title === null ? [] : [property('summary', window.title)]),
    ...(window.systems.includes(ALL_SYSTEMS) ? [] : printSystems(window.systems)),
    property('x-oops-report-outage', text.outage),
    property('x-oops-report-phase', text.phase),
    ...(window.isPlanned ? [] : [property('x-oops-report-kind', 'actual')]),
    ...(window.start % 1000 === 0 ? [] : [property('x-oops-report-start', text.start)]),
    ...(window.end === null ? [property('x-oops-report-open', 'TRUE')] : []),
    ...(window.end === null || window.end % 1000 === 0 ? [] : [property('x-oops-report-end', text.end)]),
    ...(window.budgetSeconds === null ? [] : [property('x-oops-report-budget', text.budget)]),
  ];
  return ['vevent', properties, []];
}

/**
 * The systems, in one property where that can be read again: ical.js takes a comma behind a backslash for a part of the name, also
 * where the backslash is an escaped one, so that another property begins behind such a name.
 */
function printSystems(systems: readonly string[]): unknown[] {
  const lists: string[][] = [[]];
  for (const name of systems) {
    lists.at(-1)?.push(name);
    if (name.endsWith('\\')) lists.push([]);
  }
  return lists.filter((names) => names.length > 0).map((names) => property('categories', ...names));
}

function property(name: string, ...values: string[]): unknown[] {
  return [name, {}, 'text', ...values.map(spellUnprintable)];
}

/** A window is known by its outage, phase, systems and start; so is its event. */
function uidOf({ outage, phase, systems, start }: OutageWindow): string {
  return `${[outage, phase, systems.join(' '), formatInstant(start)].join('/')}@oops-report`;
}

/** A calendar has whole seconds. */
function printTime(at: number): string {
  return `${formatInstant(at).slice(0, 19)}Z`;
}
