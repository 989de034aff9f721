import type { OutageEvidence } from '../analysis/evidence.js';
import { endSoFar, type OutageWindow } from '../outages/window.js';
import type { Interval } from '../time/interval.js';
import { millisecondsInMinute } from '../time/lengths.js';
import { joinTimes } from './failures/failures.js';
import type { ReportContext } from './report-context.js';

/** When the systems of an outage wrote OOPSes of any kind, from a while before it to the end of what was watched. */
export interface CourseTimes {
  readonly span: Interval;
  /** By system, in no order, but for inexact times. One that wrote nothing has none. */
  readonly times: ReadonlyMap<string, ArrayLike<number>>;
}

/** How long before the first window an outage's course begins. */
const BEFORE = 30 * millisecondsInMinute;

/** Asks when the systems wrote, and nothing else of what they wrote: this reads a fifth of the columns. */
export async function gatherCourseTimes(
  context: ReportContext,
  windows: readonly OutageWindow[],
  evidence: OutageEvidence,
): Promise<CourseTimes> {
  const { data, systemOf } = context;
  const span = spanOf(context, windows, evidence);
  const lists = new Map(evidence.systems.map(({ system }) => [system, [] as Float64Array[]]));
  const found = await data.exceptionTimes(span, ({ reporter }) => lists.has(systemOf(reporter)));
  for (const [reporter, own] of found) lists.get(systemOf(reporter))?.push(own);
  const times = new Map(Array.from(lists, ([system, own]) => [system, joinTimes(own)]));
  return { span, times };
}

/** From half an hour before the first window to the end of the last observation, or of what was read of an open window. */
function spanOf(
  { config, asOf, observedUntil }: Pick<ReportContext, 'config' | 'asOf' | 'observedUntil'>,
  windows: readonly OutageWindow[],
  { systems }: OutageEvidence,
): Interval {
  const { openWindowCap } = config.attribution;
  const start = Math.min(...windows.map((window) => window.start));
  const ends = windows.map((window) => endSoFar(window, openWindowCap, observedUntil));
  const watched = systems.map(({ observation }) => observation?.interval.end ?? 0);
  const end = Math.max(start, ...ends, ...watched);
  return { start: start - BEFORE, end: asOf === null ? end : Math.max(start, Math.min(end, asOf)) };
}
