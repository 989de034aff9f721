import { UTCDate } from '@date-fns/utc';
import { addDays, addHours, addMinutes, addMonths, format } from 'date-fns';
import type { Answer, Value } from './answer.js';

/** How the stretches of a time key are written, as in keys.ts, and which one comes after. */
const STRETCHES: Readonly<
  Record<string, { pattern: string; next: (at: UTCDate, amount: number) => UTCDate }>
> = {
  minute: { pattern: 'yyyy-MM-dd HH:mm', next: addMinutes },
  hour: { pattern: 'yyyy-MM-dd HH:00', next: addHours },
  day: { pattern: 'yyyy-MM-dd', next: addDays },
  month: { pattern: 'yyyy-MM', next: addMonths },
};

/**
 * Puts in the minutes, hours, days or months in which nothing was counted, so that a silence is seen as one. Takes counts
 * by one such column, in the order of time; any other answer is returned as it is.
 *
 * @param limit how many rows there may be
 */
export function fillTimeGaps(answer: Answer, limit: number): Answer {
  const [name = '', ...counts] = answer.columns;
  const stretch = STRETCHES[name];
  const [first] = answer.rows;
  if (!stretch || !first) return answer;
  const rows: (readonly Value[])[] = [];
  let at = startOf(String(first[0]));
  for (const row of answer.rows) {
    for (; rows.length <= limit; at = stretch.next(at, 1)) {
      const label = format(at, stretch.pattern);
      if (label === row[0]) break;
      rows.push([label, ...counts.map(() => 0)]);
    }
    rows.push(row);
    at = stretch.next(at, 1);
  }
  return { ...answer, rows: rows.slice(0, limit), truncated: answer.truncated || rows.length > limit };
}

function startOf(label: string): UTCDate {
  return new UTCDate(Date.parse(label.includes(' ') ? `${label.replace(' ', 'T')}Z` : label));
}
