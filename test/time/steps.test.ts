import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/time/instant.js';
import { cutSteps, spanOfSteps, stepFor } from '../../src/time/steps.js';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const at = (time: string) => Date.parse(time);

describe('stepFor', () => {
  it.each([
    [0, MINUTE],
    [48 * MINUTE, MINUTE],
    [48 * MINUTE + 1, 5 * MINUTE],
    [DAY, HOUR],
    [7 * DAY, 6 * HOUR],
    [48 * DAY, DAY],
    [365 * DAY, 28 * DAY],
    [9999 * DAY, 365 * DAY],
  ])('%s ms in at most 48: %s', (length, step) => expect(stepFor(length, 48)).toBe(step));
});

describe('cutSteps', () => {
  const starts = (from: string, to: string, step: number, zone = 'UTC') =>
    cutSteps({ start: at(from), end: at(to) }, step, zone).map(({ start }) =>
      formatInstant(start).slice(0, 16),
    );

  it('begins with the day, or a whole number of steps after its midnight', () => {
    expect(starts('2011-09-08T08:53Z', '2011-09-08T08:54Z', DAY)).toEqual(['2011-09-08T00:00']);
    expect(starts('2011-09-08T08:53Z', '2011-09-08T09:30:01Z', 15 * MINUTE)).toEqual([
      ...['2011-09-08T08:45', '2011-09-08T09:00', '2011-09-08T09:15', '2011-09-08T09:30'],
    ]);
    expect(starts('2011-09-08T08:53Z', '2011-09-08T09:30Z', 6 * HOUR, 'Asia/Kolkata')).toEqual([
      '2011-09-08T06:30',
    ]);
  });

  it('has days of the zone, of 23 and 25 hours too', () => {
    expect(starts('2011-10-29T12:00Z', '2011-10-31T12:00Z', DAY, 'Europe/London')).toEqual([
      ...['2011-10-28T23:00', '2011-10-29T23:00', '2011-10-31T00:00'],
    ]);
  });

  it('has a step for no time at all, and steps that touch', () => {
    const steps = cutSteps({ start: 5, end: 5 }, DAY, 'UTC');
    expect(steps).toEqual([{ start: 0, end: DAY }]);
    const many = cutSteps({ start: 0, end: 5 * DAY }, DAY, 'UTC');
    expect(many.slice(1).map(({ start }) => start)).toEqual(many.slice(0, -1).map(({ end }) => end));
    expect(spanOfSteps(many)).toEqual({ start: 0, end: 5 * DAY });
  });
});
