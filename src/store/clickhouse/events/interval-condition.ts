import type { Interval } from '../../../time/interval.js';
import { millisecondsInHour } from '../../../time/lengths.js';
import type { Parameters } from '../connecting/connection.js';

/** A condition on the rows of `event`. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Parameters;
}

/** That the time lies in one of several intervals, and in which. */
export interface IntervalsCondition extends Condition {
  /** The index of that interval, as SQL: it says something only of the rows for which the condition holds. */
  readonly index: string;
}

/**
 * That the time lies in an interval. Only the weeks and the hours that it touches are read.
 *
 * @param name of its parameters: two conditions of one question need two
 * @example
 * const { sql, parameters } = intervalCondition({ start: 0, end: 5_400_000 });
 * sql; // 'hour BETWEEN 0 AND 1 AND time >= {interval_start:Int64} AND time < {interval_end:Int64}'
 */
export function intervalCondition(interval: Interval, name = 'interval'): Condition {
  const [start, end] = [wholeNumber(interval.start), wholeNumber(interval.end)];
  if (start >= end) return NEVER;
  return {
    sql: `${hourConditionOf([hoursOf({ start, end })])} AND time >= {${name}_start:Int64} AND time < {${name}_end:Int64}`,
    parameters: { [`${name}_start`]: start, [`${name}_end`]: end },
  };
}

/**
 * The same of several intervals, which are sorted and share no moment, so that there can be thousands of them: a row is looked up
 * among them by halving.
 *
 * @param name as in `intervalCondition`
 */
export function intervalsCondition(intervals: readonly Interval[], name = 'intervals'): IntervalsCondition {
  const known = intervals.flatMap(({ start, end }, index) => {
    const whole = { start: wholeNumber(start), end: wholeNumber(end), index };
    return whole.start < whole.end ? [whole] : [];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return { ...NEVER, index: '-1' };
  const span = intervalCondition({ start: first.start, end: last.end }, name);
  const byStart = (found: string, otherwise: number) =>
    `transform(roundDown(time, {${name}_starts:Array(Int64)}), {${name}_starts:Array(Int64)}, {${name}_${found}:Array(Int64)}, ${otherwise})`;
  return {
    sql: `${span.sql} AND ${hourConditionOf(known.map(hoursOf))} AND time < ${byStart('ends', first.start)}`,
    index: byStart('indices', -1),
    parameters: {
      ...span.parameters,
      [`${name}_starts`]: known.map(({ start }) => start),
      [`${name}_ends`]: known.map(({ end }) => end),
      [`${name}_indices`]: known.map(({ index }) => index),
    },
  };
}

const NEVER: Condition = { sql: '0', parameters: {} };

/** Times are whole milliseconds, as large as numbers can be without loss: no more of them lie before a moment than before this one. */
function wholeNumber(moment: number): number {
  return Math.min(Math.max(Math.ceil(moment), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

/** The first and the last hour, as in the column `hour`. */
type Hours = readonly [first: number, last: number];

function hoursOf({ start, end }: Interval): Hours {
  return [Math.trunc(start / millisecondsInHour), Math.trunc((end - 1) / millisecondsInHour)];
}

/** With more of them, to look into the index would take longer than to read the hours between the nearest. */
const MOST_STRETCHES = 50;

/** That the hour is one of some sorted ones, or lies between two that are near. */
function hourConditionOf(hours: readonly Hours[]): string {
  const gaps = hours.slice(1).map(([first], index) => first - (hours[index]?.[1] ?? first));
  const widest = gaps.filter((gap) => gap > 1).sort((a, b) => b - a);
  const bridged = widest[MOST_STRETCHES - 1] ?? 1;
  const stretches: [first: number, last: number][] = [];
  hours.forEach(([first, last], index) => {
    const open = stretches.at(-1);
    if (open && (gaps[index - 1] ?? 0) <= bridged) open[1] = last;
    else stretches.push([first, last]);
  });
  const conditions = stretches.map(([first, last]) => `hour BETWEEN ${first} AND ${last}`);
  return conditions.length === 1 ? conditions.join() : `(${conditions.join(' OR ')})`;
}
