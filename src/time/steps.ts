import type { Interval } from './interval.js';
import {
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInWeek,
} from './lengths.js';
import { dateAt, dayOf, shiftDays } from './zone.js';

const [MINUTE, HOUR, DAY] = [millisecondsInMinute, millisecondsInHour, millisecondsInDay];

/** Lengths of a step that people can read off. */
const STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  millisecondsInWeek,
  4 * millisecondsInWeek,
];

/**
 * How long the steps are in which a stretch of time is counted, in milliseconds: the shortest ones of which there are no more than
 * `most`, among those that people can read off.
 *
 * @example
 * stepFor(86_400_000, 48); // 3600000
 */
export function stepFor(length: number, most: number): number {
  return STEPS.find((candidate) => length / candidate <= most) ?? 365 * DAY;
}

/**
 * Cuts a stretch of time into steps. The first begins with a day of the zone, or a whole number of steps after its midnight; days are
 * those of the zone, also where its clocks change.
 */
export function cutSteps(span: Interval, step: number, zone: string): Interval[] {
  const midnight = dayOf(dateAt(span.start, zone), zone).start;
  const first = step >= DAY ? midnight : midnight + Math.floor((span.start - midnight) / step) * step;
  const next = (at: number) => (step >= DAY ? shiftDays(at, Math.round(step / DAY), zone) : at + step);
  const steps: Interval[] = [];
  for (let start = first; start < span.end || steps.length === 0; ) {
    const end = next(start);
    steps.push({ start, end });
    start = end;
  }
  return steps;
}

/** From the start of the first of some steps to the end of the last. */
export function spanOfSteps(steps: readonly Interval[]): Interval {
  return { start: steps[0]?.start ?? 0, end: steps.at(-1)?.end ?? 0 };
}
