import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCompactInstant, formatDate, formatInstant, parseInstant } from '../../src/time/instant.js';

const OUTAGE = Date.UTC(2011, 8, 8, 8, 53, 5);

describe('parseInstant', () => {
  it.each([
    ['2011-09-08T08:53:05Z', OUTAGE],
    ['2011-09-08 08:53:05', OUTAGE],
    ['2011-09-08T08:53:05 UTC', OUTAGE],
    ['2011-09-08t08:53:05z', OUTAGE],
    [' 2011-09-08T08:53:05Z ', OUTAGE],
    ['2011-09-08T10:53:05+02:00', OUTAGE],
    ['2011-09-08T10:53:05+0200', OUTAGE],
    ['2011-09-08T10:53:05+02', OUTAGE],
    ['2011-09-08T03:23:05-05:30', OUTAGE],
    ['2011-09-08T08:53', OUTAGE - 5000],
    ['2011-09-08', Date.UTC(2011, 8, 8)],
    ['2012-02-29', Date.UTC(2012, 1, 29)],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('reads %j', (text, wanted) => {
    expect(parseInstant(text)).toBe(wanted);
  });

  it.each([
    ['.5', 500],
    [',25', 250],
    ['.529', 529],
    ['.529999', 529],
    ['.000999999', 0],
  ])('keeps whole milliseconds of %j', (fraction, wanted) => {
    expect(parseInstant(`2011-09-08T08:53:05${fraction}`)).toBe(OUTAGE + wanted);
  });

  it.each([
    'yesterday',
    '',
    '2011-02-29',
    '2011-02-30',
    '2011-13-01',
    '2011-00-10',
    '2011-09-08T24:00:00',
    '2011-09-08T25:00:00',
    '2011-09-08T08:60:00',
    '2011-09-08T08:53:60',
    '2011-09-08T08',
    '2011-9-8',
    '2011-09-08T08:53:05+24:00',
    '2011-09-08T08:53:05+02:60',
    '2011-09-08T08:53:05 CET',
    '1315471985',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe('formatInstant, formatCompactInstant and formatDate', () => {
  it('writes an instant as a part of an id, to the second', () => {
    expect(formatCompactInstant(Date.UTC(2011, 8, 8, 8, 53, 5, 999))).toBe('20110908T085305Z');
  });

  it('write UTC with milliseconds, and its day', () => {
    expect(formatInstant(OUTAGE)).toBe('2011-09-08T08:53:05.000Z');
    expect(formatDate(Date.UTC(2011, 8, 9) - 1)).toBe('2011-09-08');
    expect(formatDate(Date.UTC(2011, 8, 9))).toBe('2011-09-09');
  });

  it('are read back as they were', () => {
    const anyTime = fc.integer({ min: Date.UTC(100, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(anyTime, (at) => {
        expect(parseInstant(formatInstant(at))).toBe(at);
      }),
    );
  });
});
