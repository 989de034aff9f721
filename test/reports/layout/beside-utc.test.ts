import { describe, expect, it } from 'vitest';
import { besideUtc, clocksOfStretch } from '../../../src/reports/layout/beside-utc.js';

describe('the clocks of a zone beside UTC', () => {
  it.each<[time: string, zone: string | undefined, expected: string]>([
    ['2011-09-08T08:53:05.000Z', undefined, ''],
    ['2011-09-08T08:53:05.000Z', 'UTC', ''],
    ['2011-09-08T08:53:05.000Z', 'Europe/London', ' (09:53:05 Europe/London)'],
    // In winter they show the same, and are named all the same.
    ['2011-12-08T08:53:05.000Z', 'Europe/London', ' (08:53:05 Europe/London)'],
    ['2011-09-08T23:30:00.000Z', 'Europe/London', ' (2011-09-09 00:30:00 Europe/London)'],
    ['2011-09-08T02:00:00.000Z', 'America/New_York', ' (2011-09-07 22:00:00 America/New_York)'],
  ])('stand behind %s in %s', (time, zone, expected) => {
    expect(besideUtc(time, zone)).toBe(expected);
  });

  it.each<[end: string | null, zone: string | undefined, expected: string | null]>([
    ['2011-09-08T08:55:17.000Z', 'UTC', null],
    ['2011-09-08T08:55:17.000Z', 'Asia/Tokyo', '17:53:05 - 17:55:17'],
    [null, 'Asia/Tokyo', 'since 17:53:05'],
  ])('tell a stretch until %s in %s', (end, zone, expected) => {
    expect(clocksOfStretch('2011-09-08T08:53:05.000Z', end, zone)).toBe(expected);
  });
});
