import type { ClockFinder } from './calendar-clock.js';
import { CalendarFault } from './calendar-fault.js';
import { readTime } from './calendar-time.js';
import { type CalendarEvent, textOf, valuesOf } from './jcal.js';
import { named } from './occurrences.js';

/** The events of one UID: the one that repeats, and those that replace single times of it. */
export function groupByUid(events: readonly CalendarEvent[]): CalendarEvent[][] {
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
export function latestVersions(group: readonly CalendarEvent[], clocks: ClockFinder): CalendarEvent[] {
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
export function replacedTime({ properties }: CalendarEvent, clocks: ClockFinder): number | null {
  const [property] = named(properties, 'recurrence-id');
  if (!property) return null;
  if (property[1].range)
    throw new CalendarFault(`RANGE=${property[1].range} is not supported. Change each time alone.`);
  return readTime(property, property[3], clocks).at;
}
