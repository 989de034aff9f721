import ICAL from 'ical.js';
import { readSpelled } from '../../../text/printable.js';

/** A property in jCal (RFC 7265): name, parameters, type, values. */
export type JcalProperty = readonly [string, Readonly<Record<string, string>>, string, ...unknown[]];
/** A component in jCal: name, properties, components in it. */
export type JcalComponent = readonly [string, readonly JcalProperty[], readonly JcalComponent[]];

/** An event of a calendar, with the line that it begins on. */
export interface CalendarEvent {
  readonly line: number;
  readonly properties: readonly JcalProperty[];
}

/** A calendar cut into its events, each parsed alone so that a malformed one does not spoil the rest. */
export interface CalendarParts {
  readonly events: readonly CalendarEvent[];
  readonly malformed: readonly { readonly line: number; readonly fault: CalendarFault }[];
  /** What is no event: properties of the calendars, their zones, tasks. */
  readonly calendars: readonly JcalComponent[];
}

/** Cuts and parses the text of a calendar. Throws a CalendarFault when what remains around the events is none. */
export function readCalendarParts(text: string): CalendarParts {
  const events: CalendarEvent[] = [];
  const malformed: { line: number; fault: CalendarFault }[] = [];
  const around: string[] = [];
  let block: string[] | null = null;
  let begin = 0;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (!block && /^BEGIN:VEVENT\s*$/i.test(line)) {
      block = [];
      begin = index + 1;
    }
    (block ?? around).push(line);
    if (block && /^END:VEVENT\s*$/i.test(line)) {
      try {
        refuseOffsets(block);
        events.push(...parseComponents(block).map(([, properties]) => ({ line: begin, properties })));
      } catch (error) {
        malformed.push({ line: begin, fault: faultOf(error) });
      }
      block = null;
    }
  }
  if (block)
    malformed.push({ line: begin, fault: new CalendarFault('END:VEVENT is missing. The file is cut off.') });
  const calendars = block ? [] : parseComponents(around).filter(([name]) => name === 'vcalendar');
  return { events, malformed, calendars };
}

/** The properties of a name: a calendar can give one several times. */
export function propertiesNamed(properties: readonly JcalProperty[], name: string): JcalProperty[] {
  return properties.filter(([given]) => given === name);
}

/** All values of a property, over all its lines. */
export function valuesOf(properties: readonly JcalProperty[], name: string): unknown[] {
  return propertiesNamed(properties, name).flatMap(([, , , ...values]) => values);
}

/** The one text of a property, without the space around it; null when it is not given. */
export function textOf(properties: readonly JcalProperty[], name: string): string | null {
  const [value] = valuesOf(properties, name);
  return typeof value === 'string' ? readSpelled(value.trim()) : null;
}

function parseComponents(lines: readonly string[]): JcalComponent[] {
  const parsed: unknown = ICAL.parse(lines.filter((line) => line.trim() !== '').join('\r\n'));
  // One component comes alone, several as a list of them.
  const list = Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : parsed;
  return list as JcalComponent[];
}

/** RFC 5545 knows no offsets: ical.js would read 10:00+01:00 as 10:00. */
function refuseOffsets(block: readonly string[]): void {
  const found = block
    .map((line) => /^(DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)\b[^:]*:.*?(\d{8}T\d{4,6}[+-]\d+)/i.exec(line))
    .find(Boolean);
  if (found) {
    throw new CalendarFault(
      `${found[1]} ${found[2]} has an offset, which calendars do not know. Write it in UTC, with a Z, or with a TZID.`,
    );
  }
}

function faultOf(error: unknown): CalendarFault {
  if (error instanceof CalendarFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CalendarFault(`cannot be read: ${message.replace(/\.$/, '')}. Export the calendar again.`);
}

/**
 * Why an event cannot be imported: it asks for something that would not be honoured in full, or it is malformed. The
 * message names it and says what to do; it refuses the event, never a part of it.
 */
export class CalendarFault extends Error {
  override readonly name = 'CalendarFault';
}
