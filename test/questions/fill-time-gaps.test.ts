import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTimeGaps } from '../../src/questions/fill-time-gaps.js';
import type { Answer } from '../../src/questions/question.js';

const counted = (column: string, ...labels: string[]): Answer => ({
  columns: [column, 'count', 'suppressed_count'],
  rows: labels.map((label) => [label, 3, 1]),
  truncated: false,
});
/** What is asked for without a period. */
const upTo = (limit: number) => ({ from: null, to: null, limit });
const labelsOf = ({ rows }: Answer) => rows.map(([label]) => label);

describe('fillTimeGaps', () => {
  it.each([
    ['minute', ['2011-09-08 23:58', '2011-09-09 00:01'], ['2011-09-08 23:59', '2011-09-09 00:00']],
    ['hour', ['2011-03-27 00:00', '2011-03-27 03:00'], ['2011-03-27 01:00', '2011-03-27 02:00']],
    ['day', ['2012-02-28', '2012-03-01'], ['2012-02-29']],
    ['month', ['2011-11', '2012-02'], ['2011-12', '2012-01']],
  ])('puts in each %s without anything, with zeros', (column, [first, last], between) => {
    const { rows, truncated } = fillTimeGaps(counted(column, first as string, last as string), upTo(100));
    expect(rows).toEqual([[first, 3, 1], ...between.map((label) => [label, 0, 0]), [last, 3, 1]]);
    expect(truncated).toBe(false);
  });

  it.each([
    ['nothing', { columns: ['day', 'count'], rows: [], truncated: false }],
    ['what is no time', counted('system', 'appservers', 'edge')],
    ['weekdays', counted('weekday', 'Fri', 'Mon')],
  ])('leaves %s as it is', (_, answer) => {
    expect(fillTimeGaps(answer, upTo(100))).toEqual(answer);
  });

  it('cuts at the limit, and says so, however long the silence', () => {
    const filled = fillTimeGaps(counted('minute', '1990-01-01 00:00', '2011-09-08 08:53'), upTo(5));
    expect(labelsOf(filled).at(-1)).toBe('1990-01-01 00:04');
    expect(filled).toMatchObject({ rows: { length: 5 }, truncated: true });
  });

  it('begins and ends with the period that was asked for', () => {
    const period = { from: Date.parse('2011-09-08T07:30Z'), to: Date.parse('2011-09-08T11:00Z') };
    const hours = ['07', '08', '09', '10'].map((hour) => `2011-09-08 ${hour}:00`);
    const counts = counted('hour', '2011-09-08 09:00');
    expect(labelsOf(fillTimeGaps(counts, { ...period, limit: 4 }))).toEqual(hours);
    expect(labelsOf(fillTimeGaps(counts, { ...period, to: null, limit: 4 }))).toEqual(hours.slice(0, 3));
  });

  it('leaves the ends of a period away that would take up the answer', () => {
    const period = { from: 0, to: Date.parse('2011-09-08T11:00Z'), limit: 100 };
    const counts = counted('hour', '2011-09-08 08:00', '2011-09-08 10:00');
    expect(fillTimeGaps(counts, period)).toMatchObject({ rows: { length: 3 }, truncated: false });
    expect(labelsOf(fillTimeGaps({ ...counts, truncated: true }, { ...period, from: null }))).toHaveLength(3);
  });

  it('keeps every count, in order and without a gap', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 1 });
    const label = (hour: number) =>
      `${new Date(hour * 3600_000).toISOString().slice(0, 13).replace('T', ' ')}:00`;
    fc.assert(
      fc.property(hours, (some) => {
        const sorted = some.toSorted((a, b) => a - b);
        const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
        const filled = fillTimeGaps(counted('hour', ...sorted.map(label)), upTo(5000));
        expect(labelsOf(filled)).toEqual(
          Array.from({ length: last - first + 1 }, (_, index) => label(first + index)),
        );
        expect(filled.rows.filter(([, count]) => count === 3)).toHaveLength(some.length);
      }),
    );
  });
});
