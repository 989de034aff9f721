import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/time/instant.js';
import { parseMoment, startOfDay } from '../../src/time/moment.js';

const NOW = Date.parse('2011-09-09T07:30:00.250Z');

describe('parseMoment', () => {
  it.each([
    ['now', '2011-09-09T07:30:00.250Z'],
    ['today', '2011-09-09T00:00:00.000Z'],
    ['Yesterday', '2011-09-08T00:00:00.000Z'],
    ['tomorrow', '2011-09-10T00:00:00.000Z'],
    ['-2h', '2011-09-09T05:30:00.250Z'],
    ['-7d', '2011-09-02T07:30:00.250Z'],
    ['-1h30m', '2011-09-09T06:00:00.250Z'],
    ['2011-09-08', '2011-09-08T00:00:00.000Z'],
    ['2011-09-08T08:53:05+01:00', '2011-09-08T07:53:05.000Z'],
  ])('reads %s', (text, expected) => {
    expect(formatInstant(parseMoment(text, NOW) ?? 0)).toBe(expected);
  });

  it.each(['', '-', '-2', '2h', 'soon', 'constructor', '2011-02-30'])('takes %j for no moment', (text) => {
    expect(parseMoment(text, NOW)).toBeNull();
  });
});

describe('startOfDay', () => {
  it.each([
    ['2011-09-09T00:00:00.000Z', '2011-09-09T00:00:00.000Z'],
    ['2011-09-09T23:59:59.999Z', '2011-09-09T00:00:00.000Z'],
    ['1969-12-31T23:00:00.000Z', '1969-12-31T00:00:00.000Z'],
  ])('of %s is %s', (at, midnight) => {
    expect(formatInstant(startOfDay(Date.parse(at)))).toBe(midnight);
  });
});
