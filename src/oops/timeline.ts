import { type DocumentValue, isList, numberOf, textOf } from './document-value.js';
import type { TimelineRow } from './oops.js';

/**
 * Reads `timeline`: rows of [start ms, end ms, category, detail] and perhaps a backtrace. Short rows are filled up
 * with 0 and `unknown`, elements after the fifth are left out, and what is no list at all becomes one row of the
 * category `badtimeline`, so that its text can still be read.
 *
 * @example
 * timelineFromValue([[1, 5, 'SQL-main', 'SELECT 1'], [7]]);
 * // [{ start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
 * //  { start: 7, end: 0, category: 'unknown', detail: 'unknown' }]
 */
export function timelineFromValue(value: DocumentValue): TimelineRow[] {
  if (value === null || value === undefined) return [];
  return isList(value) ? value.map(rowFromValue) : [badRow(value)];
}

function rowFromValue(row: DocumentValue): TimelineRow {
  if (!isList(row)) return badRow(row);
  const [start, end, category, detail, backtrace] = row;
  const backtraceText = textOf(backtrace);
  return {
    start: numberOf(start) ?? 0,
    end: numberOf(end) ?? 0,
    category: row.length > 2 ? textOf(category) : 'unknown',
    detail: row.length > 3 ? (textOf(detail) ?? '') : 'unknown',
    ...(backtraceText === null ? {} : { backtrace: backtraceText }),
  };
}

function badRow(value: DocumentValue): TimelineRow {
  return { start: 0, end: 0, category: 'badtimeline', detail: textOf(value) ?? '' };
}
