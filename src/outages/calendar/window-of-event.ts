import { readSpelled } from '../../text/printable.js';
import { parseDuration } from '../../time/duration.js';
import { parseInstant } from '../../time/instant.js';
import { checkWindow } from '../check-window.js';
import { ALL_SYSTEMS, type OutageWindow, PHASES } from '../outage-window.js';
import { CalendarFault } from './calendar-fault.js';
import { type CalendarEvent, textOf, valuesOf } from './jcal.js';
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
  options: { readonly file: string; readonly knownSystems: ReadonlySet<string> | null },
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
      systems: systems.length === 0 ? [ALL_SYSTEMS] : systems,
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
