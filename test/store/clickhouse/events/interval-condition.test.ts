import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Parameters } from '../../../../src/store/clickhouse/connecting/connection.js';
import {
  intervalCondition,
  intervalsCondition,
} from '../../../../src/store/clickhouse/events/interval-condition.js';
import { covers, type Interval } from '../../../../src/time/interval.js';
import { millisecondsInHour } from '../../../../src/time/lengths.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { createDatabasePool } from '../database-pool.js';

const pool = createDatabasePool(1);

/** Some moments near full hours, before the epoch too, and the outermost ones. */
const moment = fc.oneof(
  fc
    .tuple(fc.integer({ min: -3, max: 200 }), fc.integer({ min: -2, max: 2 }))
    .map(([hour, off]) => hour * millisecondsInHour + off),
  fc.constantFrom(-8.64e15, 8.64e15),
);

/** Sorted intervals that share no moment; some touch, and some are empty. */
const anyIntervals: fc.Arbitrary<Interval[]> = fc
  .array(moment, { maxLength: 150 })
  .map((edges) => edges.sort((a, b) => a - b))
  .chain((edges) => fc.subarray(edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }))));

describe('intervalCondition', () => {
  it('names the hours that an interval touches, the last one not where it begins at the end', () => {
    const hourOf = (interval: Interval) => intervalCondition(interval).sql.split(' AND time')[0];
    expect(hourOf({ start: 0, end: millisecondsInHour })).toBe('hour BETWEEN 0 AND 0');
    expect(hourOf({ start: -1, end: millisecondsInHour + 1 })).toBe('hour BETWEEN 0 AND 1');
    expect(hourOf({ start: -millisecondsInHour, end: -1 })).toBe('hour BETWEEN -1 AND 0');
  });

  it('is never true of an empty interval', () => {
    expect(intervalCondition({ start: 5, end: 5 })).toEqual({ sql: '0', parameters: {} });
    expect(intervalsCondition([{ start: 5, end: 5 }])).toEqual({ sql: '0', parameters: {}, index: '-1' });
    expect(intervalsCondition([])).toEqual({ sql: '0', parameters: {}, index: '-1' });
  });

  it('names no more than 50 stretches of hours, whatever is between intervals', () => {
    const intervals = Array.from({ length: 200 }, (_, index) => {
      const start = index * index * millisecondsInHour;
      return { start, end: start + 1 };
    });
    const { sql } = intervalsCondition(intervals);
    // The first is that of all intervals together.
    expect(sql.match(/hour BETWEEN/g)).toHaveLength(51);
    expect(sql).toContain('(hour BETWEEN 0 AND 22500 OR hour BETWEEN 22801 AND 22801 OR');
  });
});

describeWithClickHouse('conditions of intervals', () => {
  let connection: Connection;
  beforeAll(async () => {
    ({ connection } = await pool.take());
  });
  afterAll(async () => {
    await connection.close();
    await pool.drop();
  });

  /** The times for which something holds, with what is asked of them. */
  const ask = (times: readonly number[], sql: string, selected: string, parameters: Parameters) =>
    connection.rows<[number, number]>(
      `SELECT time, ${selected} FROM (
         SELECT arrayJoin({times:Array(Int64)}) AS time, intDiv(time, 3600000) AS hour
       ) WHERE ${sql} ORDER BY time`,
      { ...parameters, times },
    );
  const timesAround = (intervals: readonly Interval[]) =>
    [...new Set(intervals.flatMap(({ start, end }) => [start - 1, start, end - 1, end]))].sort(
      (a, b) => a - b,
    );

  it('hold for what an interval covers, of whatever length and between whole milliseconds too', async () => {
    const fraction = fc.constantFrom(0, 0.5);
    await fc.assert(
      fc.asyncProperty(moment, moment, fraction, async (start, end, more) => {
        const interval = { start: start + more, end: end + more };
        const times = timesAround([{ start, end }]);
        const { sql, parameters } = intervalCondition(interval);
        const found = await ask(times, sql, '0', parameters);
        expect(found.map(([time]) => time)).toEqual(times.filter((time) => covers(interval, time)));
      }),
      { numRuns: 50 },
    );
  });

  it('find the one of several that covers a time', async () => {
    await fc.assert(
      fc.asyncProperty(anyIntervals, fc.array(moment, { maxLength: 20 }), async (intervals, others) => {
        const times = [...new Set([...timesAround(intervals), ...others])].sort((a, b) => a - b);
        const { sql, index, parameters } = intervalsCondition(intervals);
        const expected = times
          .map((time) => [time, intervals.findIndex((one) => covers(one, time))] as const)
          .filter(([, place]) => place >= 0);
        expect(await ask(times, sql, index, parameters)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('can be asked of two kinds of intervals at once', async () => {
    const first = intervalCondition({ start: 0, end: 10 }, 'one');
    const second = intervalsCondition([{ start: 5, end: 20 }], 'other');
    const found = await ask([4, 5, 9, 10], `${first.sql} AND ${second.sql}`, second.index, {
      ...first.parameters,
      ...second.parameters,
    });
    expect(found).toEqual([
      [5, 0],
      [9, 0],
    ]);
  });
});
