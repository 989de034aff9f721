import { UTCDate } from '@date-fns/utc';
import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { addMinutes } from 'date-fns/addMinutes';
import { addMonths } from 'date-fns/addMonths';
import type { Interval } from '../time/interval.js';

/** How the stretches of a time key are written, as in keys.ts, and which one comes after. */
interface TimeStretch {
  readonly pattern: string;
  readonly next: (at: UTCDate, amount: number) => UTCDate;
}

/** The stretches of time that follow one another, by their keys. */
export const TIME_STRETCHES: Readonly<Record<string, TimeStretch>> = {
  minute: { pattern: 'yyyy-MM-dd HH:mm', next: addMinutes },
  hour: { pattern: 'yyyy-MM-dd HH:00', next: addHours },
  day: { pattern: 'yyyy-MM-dd', next: addDays },
  month: { pattern: 'yyyy-MM', next: addMonths },
};

/** When the stretch begins that a label stands for. */
export function startOfStretch(label: string): UTCDate {
  return new UTCDate(Date.parse(label.includes(' ') ? `${label.replace(' ', 'T')}Z` : label));
}

/**
 * From when to when the stretch of a key lasts that a label stands for; null where it stands for none.
 *
 * @example
 * stretchOf('hour', '2011-09-08 08:00'); // from 08:00 to 09:00 of that day
 */
export function stretchOf(key: string, label: string): Interval | null {
  const stretch = TIME_STRETCHES[key];
  const start = startOfStretch(label);
  if (!stretch || Number.isNaN(start.getTime())) return null;
  return { start: start.getTime(), end: stretch.next(start, 1).getTime() };
}
