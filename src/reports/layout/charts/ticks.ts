import type { Interval } from '../../../time/interval.js';
import {
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInWeek,
} from '../../../time/lengths.js';
import { instantOfWallTime, wallTimeAt } from '../../../time/zone.js';

/** A moment that an axis may name, and how round it is: the larger, the rounder. */
export interface Tick {
  readonly at: number;
  readonly text: string;
  readonly roundness: number;
}

const SECOND = 1000;
const [MINUTE, HOUR, DAY] = [millisecondsInMinute, millisecondsInHour, millisecondsInDay];

/** Lengths that people count in; each of one group goes into the next larger one of it. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((length) => length * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((length) => length * MINUTE),
  ...[1, 2, 3, 6, 12].map((length) => length * HOUR),
  ...[DAY, 2 * DAY, millisecondsInWeek, 4 * millisecondsInWeek],
];

/**
 * Finds the moments of a span at which a zone's clocks show something round, at most `most` of them: whole hours, or
 * quarters, or every ten seconds, as the length of the span wants it.
 *
 * @example
 * clockTicks({ start: Date.UTC(2026, 0, 1, 8, 50), end: Date.UTC(2026, 0, 1, 9, 20) }, 3);
 * // 08:50, 09:00, 09:10 want four: 08:55 … no; steps of 15 min give 09:00 and 09:15
 */
export function clockTicks({ start, end }: Interval, most: number, zone = 'UTC'): Tick[] {
  const wallOf = (at: number) => Date.parse(`${wallTimeAt(at, zone)}Z`);
  const [first, last] = [wallOf(start), wallOf(end)];
  const step = STEPS.find((length) => Math.floor(last / length) - Math.ceil(first / length) < most);
  if (step === undefined || most < 1) return [];
  const ticks: Tick[] = [];
  for (let wall = Math.ceil(first / step) * step; wall <= last; wall += step) {
    const at = instantOfWallTime(wall, zone);
    if (at < start || at > end || at === ticks.at(-1)?.at) continue;
    const roundness = STEPS.findLastIndex((length) => wall % length === 0);
    ticks.push({ at, text: nameTick(new Date(wall).toISOString(), step), roundness });
  }
  return ticks;
}

/** The day in steps of days, else the time of day, with seconds where there are any. */
function nameTick(wall: string, step: number): string {
  if (step >= DAY) return wall.slice(5, 10);
  return step < MINUTE ? wall.slice(11, 19) : wall.slice(11, 16);
}
