import type { LogEvent } from './log-event.js';
import type { OutageSpan } from './outage-span.js';

/** A part of an outage, or a patch, with the time it took. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
}

/** Each step with the kinds of event that begin it; the first begins with the outage. */
const STEPS: readonly (readonly [string, readonly LogEvent['kind'][]])[] = [
  ['cutting connections', ['outage-starts']],
  ['applying patches', ['upgrade-starts']],
  ['resetting permissions', ['patches-applied']],
  ['opening again', ['upgrade-completed', 'opening']],
];

/**
 * Divides an outage into its steps by the clock of the log; the last ends with the outage, so that together they are its
 * exact duration. While the outage lasts, the steps are those that are behind it.
 *
 * @param events up to the end of the outage
 */
export function readSteps(events: readonly LogEvent[], { start, end }: OutageSpan): Step[] {
  const outage = events.slice(events.findIndex((event) => event.kind === 'outage-starts'));
  if (start === null || outage.length === 0) return [];
  const marks: { name: string; at: number }[] = [];
  for (const [name, kinds] of STEPS) {
    const mark = outage.find((event) => kinds.includes(event.kind));
    if (mark) marks.push({ name, at: Math.max(mark.at, marks.at(-1)?.at ?? start) });
  }
  const ends = [...marks.slice(1).map((mark) => mark.at), end];
  return marks.flatMap(({ name, at }, index) => {
    const until = ends[index] ?? null;
    if (until === null) return [];
    return [{ name, seconds: (Math.min(until, end ?? until) - Math.min(at, end ?? at)) / 1000 }];
  });
}
