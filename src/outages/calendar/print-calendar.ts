import ICAL from 'ical.js';
import { spellUnprintable } from '../../text/printable.js';
import { formatInstant } from '../../time/instant.js';
import { ALL_SYSTEMS, type OutageWindow } from '../outage-window.js';
import { printWindowText } from '../window-text.js';

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
    ...(window.systems.includes(ALL_SYSTEMS) ? [] : [property('categories', ...window.systems)]),
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
