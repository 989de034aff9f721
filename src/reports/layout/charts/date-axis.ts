import { UTCDate } from '@date-fns/utc';
import { eachMonthOfInterval } from 'date-fns/eachMonthOfInterval';
import { covers, type Interval } from '../../../time/interval.js';
import { dateAt } from '../../../time/zone.js';
import { type Axis, layOutTicks } from './axis.js';
import type { Across } from './scale.js';
import type { Tick } from './ticks.js';

/**
 * Lays out an axis of dates: the first day and the last, and between them the months that begin, UTC.
 *
 * @param y the base line of its labels
 * @param zone whose days the first and the last one are
 */
export function layOutDates(span: Interval, across: Across, y: number, zone = 'UTC'): Axis {
  const days = [span.start, span.end].map((at) => ({ at, text: dateAt(at, zone), roundness: 12 }));
  const months = eachMonthOfInterval({ start: new UTCDate(span.start), end: new UTCDate(span.end) });
  const within = { start: span.start, end: span.end + 1 };
  const ticks = [...days, ...months.map(tickOfMonth)].filter(({ at }) => covers(within, at));
  return layOutTicks(ticks, span, across, y);
}

/** Years are rounder than half years, and these than other months. */
function tickOfMonth(month: Date): Tick {
  const number = month.getUTCMonth();
  const roundness = [12, 6, 3, 1].findIndex((divisor) => number % divisor === 0);
  return { at: month.getTime(), text: month.toISOString().slice(0, 7), roundness: 10 - roundness };
}

/** The same of whole days: the last one is that which ends with the span. */
export function layOutDays(span: Interval, across: Across, y: number, zone?: string): Axis {
  return layOutDates({ start: span.start, end: Math.max(span.start, span.end - 1) }, across, y, zone);
}
