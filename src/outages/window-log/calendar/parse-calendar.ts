import { formatCompactInstant } from '../../../time/instant.js';
import { UserError } from '../../../user-error.js';
import type { OutageWindow } from '../../window.js';
import type { CalledOff, ReadWindows, WindowFileOptions, WindowLogOptions } from '../window-log-format.js';
import { windowOfEvent } from './event-window.js';
import {
  type CalendarEvent,
  CalendarFault,
  type CalendarParts,
  type JcalComponent,
  propertiesNamed,
  readCalendarParts,
  textOf,
  valuesOf,
} from './jcal.js';
import { occurrencesOf } from './occurrences.js';
import { type ClockFinder, clocksOf, readTime } from './time.js';

/** What a calendar is read against. */
type CalendarOptions = WindowFileOptions & Pick<WindowLogOptions, 'until'>;

/**
 * Reads the outage windows of a calendar (iCalendar, RFC 5545): one for each time at which an event happens. SUMMARY is
 * the title, CATEGORIES are the systems (all, without any), UID is the outage; `X-OOPS-REPORT-` properties say the rest,
 * without which an event is downtime. An event that asks for anything that would not be honoured is refused by that
 * name, with all its repetitions; the others load.
 *
 * @example
 * parseCalendar(text, { file: 'plan.ics', knownSystems: null, until: Date.UTC(2012, 0, 1) }).windows;
 */
export function parseCalendar(text: string, options: CalendarOptions): ReadWindows {
  const { file } = options;
  const { events, malformed, calendars } = readParts(text, file);
  const clocks = clocksOf(calendars, options.zone ?? 'UTC');
  const windows: { window: OutageWindow; line: number }[] = [];
  const refused = malformed.map(({ line, fault }) => ({ file, line, reason: fault.message }));
  const remarks = calendars.flatMap((calendar) => remarksOn(calendar, file));
  const cancelled: string[] = [];
  const complete: string[] = [];
  const isCancelled = calendars.some(
    ([, properties]) => textOf(properties, 'method')?.toUpperCase() === 'CANCEL',
  );
  for (const group of groupByUid(events)) {
    try {
      const read = readGroup(group, clocks, options, isCancelled);
      windows.push(...read.windows);
      remarks.push(...read.remarks);
      cancelled.push(...read.cancelled);
      complete.push(...read.complete);
    } catch (error) {
      if (!(error instanceof CalendarFault)) throw error;
      refused.push({ file, line: group[0]?.line ?? 0, reason: error.message });
    }
  }
  windows.sort((a, b) => a.line - b.line || a.window.start - b.window.start);
  return {
    windows,
    refused: refused.sort((a, b) => a.line - b.line),
    remarks,
    calledOff: { cancelled, complete },
  };
}

function readParts(text: string, file: string): CalendarParts {
  const advice = 'Export the calendar again as iCalendar (.ics).';
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\s/i.test(text)) throw new UserError(`${file}: is no calendar. ${advice}`);
  let parts: CalendarParts;
  try {
    parts = readCalendarParts(text);
  } catch (error) {
    throw new UserError(
      `${file}: cannot be read: ${error instanceof Error ? error.message : error}. ${advice}`,
    );
  }
  const scale = parts.calendars.map(([, properties]) => textOf(properties, 'calscale')).find(isForeignScale);
  if (scale)
    throw new UserError(`${file}: CALSCALE ${scale} is not supported. Export it in the Gregorian calendar.`);
  return parts;
}

function isForeignScale(scale: string | null): boolean {
  return scale !== null && scale.toUpperCase() !== 'GREGORIAN';
}

function remarksOn([, , components]: JcalComponent, file: string): string[] {
  const others = new Set(
    components.map(([name]) => name.toUpperCase()).filter((name) => name !== 'VTIMEZONE'),
  );
  return [...others].map((name) => `${file}: ${name} is no event and was not imported.`);
}

function readGroup(
  group: readonly CalendarEvent[],
  clocks: ClockFinder,
  options: CalendarOptions,
  isCancelled: boolean,
): { windows: { window: OutageWindow; line: number }[]; remarks: string[] } & CalledOff {
  const remarks: string[] = [];
  const cancelled: string[] = [];
  const complete: string[] = [];
  const windows = new Map<string, { window: OutageWindow; line: number }>();
  const remark = (event: CalendarEvent, text: string) =>
    remarks.push(`${options.file} line ${event.line}: ${text}.`);
  for (const event of latestVersions(group, clocks)) {
    const { properties, line } = event;
    const uid = textOf(properties, 'uid');
    if (!uid) throw new CalendarFault('UID is missing. Export the calendar again, or give the event one.');
    const ownId = textOf(properties, 'x-oops-report-outage');
    const outage = ownId ?? uid;
    const replaced = replacedTime(event, clocks);
    const { list, isRepeated, remarks: found } = occurrencesOf(event, clocks, options.until);
    for (const text of found) remark(event, text);
    const status = textOf(properties, 'status')?.toUpperCase();
    if (status === 'TENTATIVE') remark(event, 'is tentative; imported all the same');
    if (replaced !== null) windows.delete(nameOf(outage, replaced));
    if (status === 'CANCELLED' || isCancelled) {
      remark(event, `${outage} is cancelled; not imported`);
      cancelled.push(replaced === null ? outage : nameOf(outage, replaced));
      continue;
    }
    // Our own export has an event for each window, and names none of them in full.
    if (replaced === null && ownId === null) complete.push(outage);
    for (const occurrence of list) {
      const id = isRepeated || replaced !== null ? nameOf(outage, replaced ?? occurrence.start) : outage;
      windows.set(id, { window: windowOfEvent(event, id, occurrence, options), line });
    }
  }
  return { windows: [...windows.values()], remarks, cancelled, complete };
}

/** The id of one time of a repeating event: that which it had before it was moved. */
function nameOf(outage: string, at: number): string {
  return `${outage}-${formatCompactInstant(at)}`;
}

/** The events of one UID: the one that repeats, and those that replace single times of it. */
function groupByUid(events: readonly CalendarEvent[]): CalendarEvent[][] {
  const groups = new Map<string, CalendarEvent[]>();
  for (const event of events) {
    const uid = textOf(event.properties, 'uid') || `line ${event.line}`;
    const group = groups.get(uid);
    if (group) group.push(event);
    else groups.set(uid, [event]);
  }
  return [...groups.values()];
}

/** Of each time the version with the highest SEQUENCE, the repeating event before those that replace its times. */
function latestVersions(group: readonly CalendarEvent[], clocks: ClockFinder): CalendarEvent[] {
  const latest = new Map<number | null, CalendarEvent>();
  for (const event of group) {
    const replaced = replacedTime(event, clocks);
    const other = latest.get(replaced);
    if (other && sequenceOf(other) === sequenceOf(event)) {
      throw new CalendarFault(
        `UID is also that of the event in line ${event.line}. Give each event its own.`,
      );
    }
    if (!other || sequenceOf(event) > sequenceOf(other)) latest.set(replaced, event);
  }
  return [...latest].sort(([a], [b]) => Number(a !== null) - Number(b !== null)).map(([, event]) => event);
}

function sequenceOf({ properties }: CalendarEvent): number {
  return Number(valuesOf(properties, 'sequence')[0] ?? 0);
}

/** The time that an event replaces; null for one that stands for itself. */
function replacedTime({ properties }: CalendarEvent, clocks: ClockFinder): number | null {
  const [property] = propertiesNamed(properties, 'recurrence-id');
  if (!property) return null;
  if (property[1].range)
    throw new CalendarFault(`RANGE=${property[1].range} is not supported. Change each time alone.`);
  return readTime(property, property[3], clocks).at;
}
