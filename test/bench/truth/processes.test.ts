import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { describe, expect, it } from 'vitest';
import {
  arrivals,
  DAY,
  LUNCH,
  OFFICE,
  type Rhythm,
  reloads,
  retries,
  STEADY,
  WEEK,
} from '../../../bench/truth/processes.js';
import { createStream } from '../../../bench/truth/stream.js';
import { poissonUpperTail } from '../../../src/analysis/statistics/statistics.js';

/** A Monday. */
const MONDAY = Date.parse('2012-06-04T00:00:00Z');
const at = (day: number, hour: number) => MONDAY + day * millisecondsInDay + hour * millisecondsInHour;
const during = (day: number, fromHour: number, toHour: number) => ({
  start: at(day, fromHour),
  end: at(day, toHour),
});

/** A count that a Poisson variable of this mean has not in one of five hundred seeds, on either side. */
function expectPoisson(count: number, mean: number): void {
  expect(poissonUpperTail(count, mean)).toBeGreaterThan(0.001);
  expect(1 - poissonUpperTail(count + 1, mean)).toBeGreaterThan(0.001);
}

function countIn(times: readonly number[], { start, end }: { start: number; end: number }): number {
  return times.filter((time) => start <= time && time < end).length;
}

/** The mean share of a rhythm over an interval, minute by minute. */
function meanShare({ shareAt }: Rhythm, { start, end }: { start: number; end: number }): number {
  let sum = 0;
  for (let time = start; time < end; time += millisecondsInMinute) sum += shareAt(time);
  return (sum * millisecondsInMinute) / (end - start);
}

const WEEK_LONG = { start: at(0, 0), end: at(7, 0) };

describe('arrivals', () => {
  it.each([30, 500, 5000])('come %d times a day', (perDay) => {
    const times = arrivals(createStream(`rate ${perDay}`), WEEK_LONG, perDay);
    expectPoisson(times.length, 7 * perDay);
  });

  it('come in order, in whole milliseconds, within the interval, and not at all at a rate of nothing', () => {
    const times = arrivals(createStream('order'), WEEK_LONG, 500, WEEK);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.filter((time) => !Number.isInteger(time))).toEqual([]);
    expect(countIn(times, WEEK_LONG)).toBe(times.length);
    expect(arrivals(createStream('none'), WEEK_LONG, 0)).toEqual([]);
  });

  it('are as scattered as a Poisson process: the variance of their hours is their mean', () => {
    const times = arrivals(createStream('hours'), { start: 0, end: 1000 * millisecondsInHour }, 240);
    const hours = Array.from({ length: 1000 }, (_, hour) =>
      countIn(times, { start: hour * millisecondsInHour, end: (hour + 1) * millisecondsInHour }),
    );
    const mean = times.length / 1000;
    const variance = hours.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 999;
    // The standard deviation of this ratio is √(2/999), 0.045.
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.18);
  });

  it.each([
    { name: 'day', rhythm: DAY, quiet: during(1, 0, 4), busy: during(1, 12, 16) },
    { name: 'week', rhythm: WEEK, quiet: during(5, 0, 24), busy: during(2, 0, 24) },
    { name: 'office', rhythm: OFFICE, quiet: during(6, 8, 20), busy: during(0, 9, 18) },
    { name: 'lunch', rhythm: LUNCH, quiet: during(3, 11.5, 12.5), busy: during(3, 10, 11) },
  ])('follow the rhythm of a $name', ({ name, rhythm, quiet, busy }) => {
    const times = arrivals(createStream(name), WEEK_LONG, 5000, rhythm);
    for (const interval of [quiet, busy]) {
      const days = (interval.end - interval.start) / millisecondsInDay;
      expectPoisson(countIn(times, interval), 5000 * days * meanShare(rhythm, interval));
    }
    expect(meanShare(rhythm, quiet)).toBeLessThan(0.6 * meanShare(rhythm, busy));
  });
});

describe('a rhythm', () => {
  it.each([
    ['steady', STEADY],
    ['day', DAY],
    ['week', WEEK],
    ['office', OFFICE],
  ])('leaves the average as it is: %s', (_name, rhythm) => {
    expect(meanShare(rhythm, WEEK_LONG)).toBeCloseTo(1, 3);
  });

  it.each([
    ['steady', STEADY],
    ['day', DAY],
    ['week', WEEK],
    ['office', OFFICE],
    ['lunch', LUNCH],
  ])('never goes above its highest: %s', (_name, { highest, shareAt }) => {
    const minutes = Array.from({ length: 7 * 24 * 60 }, (_, minute) => at(0, minute / 60));
    expect(Math.max(...minutes.map(shareAt))).toBeLessThanOrEqual(highest);
  });

  it.each([
    { when: 'Monday 5:59', time: at(0, 5.98), share: 0.15 },
    { when: 'Monday 9:00', time: at(0, 9), share: 1 },
    { when: 'Friday 17:59', time: at(4, 17.98), share: 1 },
    { when: 'Saturday noon', time: at(5, 12), share: 0.15 },
    { when: 'Sunday noon', time: at(6, 12), share: 0.15 },
  ])('has the office open when it is: $when', ({ time, share }) => {
    expect(OFFICE.shareAt(time) / OFFICE.highest).toBeCloseTo(share, 6);
  });
});

describe('a user who reloads', () => {
  it('does so 3 s to 12 s after the last time', () => {
    const stream = createStream('reloads');
    const clumps = Array.from({ length: 200 }, () => reloads(stream, 1000, 6));
    const gaps = clumps.flatMap((times) => times.slice(1).map((time, index) => time - (times[index] ?? 0)));
    expect(clumps.map(([first]) => first)).toEqual(Array(200).fill(1000));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(12_000);
  });
});

describe('a request that is tried again', () => {
  it('does all of it within a second', () => {
    expect(retries(5000, 8)).toEqual([5000, 5125, 5250, 5375, 5500, 5625, 5750, 5875]);
    expect(retries(5000, 1)).toEqual([5000]);
  });
});
