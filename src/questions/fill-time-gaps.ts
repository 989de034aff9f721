import { UTCDate } from '@date-fns/utc';
import { format } from 'date-fns/format';
import type { Answer, Question, Value } from './question.js';
import { startOfStretch, TIME_STRETCHES } from './time-stretches.js';

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
  const stretch = TIME_STRETCHES[name];
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
  const whole = fill(startOfStretch(String(begin)), to === null || answer.truncated ? null : new UTCDate(to));
  const rows = whole.length > limit ? fill(startOfStretch(String(first[0])), null) : whole;
  return { ...answer, rows: rows.slice(0, limit), truncated: answer.truncated || rows.length > limit };
}
