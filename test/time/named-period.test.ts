import { describe, expect, it } from 'vitest';
import { readDailyPeriod, readPeriod } from '../../src/time/named-period.js';
import { UserError } from '../../src/user-error.js';

const iso = ({ start, end }: { start: number; end: number }) =>
  [start, end].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'));

describe('readDailyPeriod', () => {
  it.each<[text: string, now: string, zone: string, expected: string[]]>([
    ['yesterday', '2011-09-09T00:00:00Z', 'UTC', ['2011-09-08T00:00Z', '2011-09-09T00:00Z']],
    ['yesterday', '2011-09-08T23:59:59.999Z', 'UTC', ['2011-09-07T00:00Z', '2011-09-08T00:00Z']],
    ['today', '2011-09-08T23:59:59.999Z', 'UTC', ['2011-09-08T00:00Z', '2011-09-09T00:00Z']],
    // In London the day after has begun.
    ['yesterday', '2011-09-08T23:00:00Z', 'Europe/London', ['2011-09-07T23:00Z', '2011-09-08T23:00Z']],
    ['yesterday', '2011-09-08T22:59:59Z', 'Europe/London', ['2011-09-06T23:00Z', '2011-09-07T23:00Z']],
    // The clocks go forward, and back.
    ['2011-03-27', '2011-09-09T00:00:00Z', 'Europe/London', ['2011-03-27T00:00Z', '2011-03-27T23:00Z']],
    ['2011-10-30', '2011-11-09T00:00:00Z', 'Europe/London', ['2011-10-29T23:00Z', '2011-10-31T00:00Z']],
    ['2011-09-08', '2011-09-09T00:00:00Z', 'Asia/Kolkata', ['2011-09-07T18:30Z', '2011-09-08T18:30Z']],
  ])('reads %s at %s in %s', (date, now, zone, expected) => {
    expect(iso(readDailyPeriod({ date }, Date.parse(now), zone))).toEqual(expected);
  });

  it('reads times without an offset as the clocks of the zone, and others as they are', () => {
    const now = Date.parse('2011-09-09T06:00:00Z');
    const read = (from: string, to: string) => iso(readDailyPeriod({ from, to }, now, 'Europe/London'));
    expect(read('2011-09-08T09:00', '2011-09-08T09:30Z')).toEqual(['2011-09-08T08:00Z', '2011-09-08T09:30Z']);
    expect(read('2011-09-08', 'today')).toEqual(['2011-09-07T23:00Z', '2011-09-08T23:00Z']);
    expect(read('-7d', '-2h')).toEqual(['2011-09-02T06:00Z', '2011-09-09T04:00Z']);
  });

  it.each([
    [{ date: '8/9/2011' }, '8/9/2011 may be 8 September or 9 August 2011. Write 2011-09-08 or 2011-08-09.'],
    [{ date: '2011-02-30' }, '2011-02-30 is no day of the calendar: February 2011 has 28 days.'],
    [{ date: '-2h' }, '-2h is no day.'],
    [{ date: 'constructor' }, 'constructor is no day.'],
    [{ date: '__proto__' }, '__proto__ is no day.'],
    [{ from: '2011-03-27T01:30', to: 'today' }, 'is skipped by the clocks of Europe/London that day.'],
    [{ from: 'soon', to: 'today' }, '--from soon is no time.'],
  ])('refuses %j', (options, reason) => {
    const read = () => readDailyPeriod(options, Date.parse('2011-09-09T06:00:00Z'), 'Europe/London');
    expect(read).toThrow(UserError);
    expect(read).toThrow(reason);
  });
});

describe('readPeriod', () => {
  const clock = { now: () => Date.parse('2011-09-09T06:00:00Z') };

  it.each([
    [{}, ['1970-01-01T00:00Z', '2011-09-09T06:00Z']],
    [{ from: '-7d' }, ['2011-09-02T06:00Z', '2011-09-09T06:00Z']],
    [{ to: '2011-09-08' }, ['1970-01-01T00:00Z', '2011-09-08T00:00Z']],
    [{ from: 'yesterday', to: 'today' }, ['2011-09-08T00:00Z', '2011-09-09T00:00Z']],
  ])('reads %j', (options, expected) => expect(iso(readPeriod(options, clock))).toEqual(expected));

  it('reaches on a side that is not named as far as it is told', () => {
    const otherwise = { start: Date.parse('2011-09-01T00:00:00Z'), end: Date.parse('2011-10-01T00:00:00Z') };
    expect(readPeriod({}, clock, otherwise)).toEqual(otherwise);
  });

  it.each([
    [
      { from: 'soon' },
      '--from soon is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [{ from: '2011-09-10' }, '--from 2011-09-10 is not before now. Give an earlier time.'],
    [{ from: 'today', to: 'yesterday' }, '--to yesterday is not after --from today. Swap them.'],
  ])('refuses %j', (options, message) => {
    expect(() => readPeriod(options, clock)).toThrow(new UserError(message));
  });
});
