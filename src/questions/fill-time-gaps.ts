import { UTCDate } from '@date-fns/utc';
import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { addMinutes } from 'date-fns/addMinutes';
import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import type { Answer, Question, Value } from './question.js';

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
 * Puts in the minutes, hours, days or months in which nothing was counted, so that a silence is seen as one: those between
 * others, and those at the ends of the period asked for, unless there are so many that they would take up the answer. Takes
 * counts by one such column, in the order of time; any other answer is returned as it is.
 *
 * @param question its limit says how many rows there may be
 */
export function fillTimeGaps(
  answer: Answer,
  { from, to, limit }: Pick<Question, 'from' | 'to' | 'limit'>,
): Answer {
  const [name = '', ...counts] = answer.columns;
  const stretch = STRETCHES[name];
  const [first] = answer.rows;
  if (!stretch || !first) return answer;
  const fill = (start: UTCDate, end: UTCDate | null): (readonly Value[])[] => {
    const rows: (readonly Value[])[] = [];
    let at = start;
    const label = () => format(at, stretch.pattern);
    const silence = () => [label(), ...counts.map(() => 0)];
    for (const row of answer.rows) {
      for (; rows.length <= limit && label() !== row[0]; at = stretch.next(at, 1)) rows.push(silence());
      rows.push(row);
      at = stretch.next(at, 1);
    }
    for (; rows.length <= limit && end !== null && at < end; at = stretch.next(at, 1)) rows.push(silence());
    return rows;
  };
  const begin = from === null ? first[0] : format(new UTCDate(from), stretch.pattern);
  const whole = fill(startOf(String(begin)), to === null || answer.truncated ? null : new UTCDate(to));
  const rows = whole.length > limit ? fill(startOf(String(first[0])), null) : whole;
  return { ...answer, rows: rows.slice(0, limit), truncated: answer.truncated || rows.length > limit };
}

function startOf(label: string): UTCDate {
  return new UTCDate(Date.parse(label.includes(' ') ? `${label.replace(' ', 'T')}Z` : label));
}
