import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/time/instant.js';
import { readDay, readMoment } from '../../src/time/moment.js';

/** A Friday. */
const NOW = Date.parse('2011-09-09T07:30:00.250Z');

const read = (text: string, options: object = {}) => {
  const at = readMoment(text, { now: NOW, ...options });
  return typeof at === 'number' ? formatInstant(at) : at;
};

describe('readMoment', () => {
  it.each([
    ['now', '2011-09-09T07:30:00.250Z'],
    ['today', '2011-09-09T00:00:00.000Z'],
    ['Yesterday', '2011-09-08T00:00:00.000Z'],
    ['tomorrow', '2011-09-10T00:00:00.000Z'],
    // Lengths of time from now.
    ['-2h', '2011-09-09T05:30:00.250Z'],
    ['-7d', '2011-09-02T07:30:00.250Z'],
    ['-1w', '2011-09-02T07:30:00.250Z'],
    ['-1h30m', '2011-09-09T06:00:00.250Z'],
    ['-30 min', '2011-09-09T07:00:00.250Z'],
    ['now-2h', '2011-09-09T05:30:00.250Z'],
    ['now - 2 hours', '2011-09-09T05:30:00.250Z'],
    ['+2h', '2011-09-09T09:30:00.250Z'],
    ['now+30min', '2011-09-09T08:00:00.250Z'],
    ['2 hours ago', '2011-09-09T05:30:00.250Z'],
    ['2h ago', '2011-09-09T05:30:00.250Z'],
    ['an hour ago', '2011-09-09T06:30:00.250Z'],
    ['A week ago', '2011-09-02T07:30:00.250Z'],
    ['1 hour and 30 minutes ago', '2011-09-09T06:00:00.250Z'],
    ['in 20 minutes', '2011-09-09T07:50:00.250Z'],
    // Seconds since 1970.
    ['@1315471985', '2011-09-08T08:53:05.000Z'],
    ['@1315471985.25', '2011-09-08T08:53:05.250Z'],
    // ISO 8601.
    ['2011-09-08', '2011-09-08T00:00:00.000Z'],
    ['2011-09-08T08:53', '2011-09-08T08:53:00.000Z'],
    ['2011-09-08T08:53:05+01:00', '2011-09-08T07:53:05.000Z'],
    ['2011-09-08 08:53:05.250 UTC', '2011-09-08T08:53:05.250Z'],
    ['20110908T085305Z', '2011-09-08T08:53:05.000Z'],
    ['20110908T0853', '2011-09-08T08:53:00.000Z'],
    // Days.
    ['20110908', '2011-09-08T00:00:00.000Z'],
    ['2011/09/08', '2011-09-08T00:00:00.000Z'],
    ['2011/9/8', '2011-09-08T00:00:00.000Z'],
    ['2011.09.08', '2011-09-08T00:00:00.000Z'],
    ['27.11.2026', '2026-11-27T00:00:00.000Z'],
    ['27/11/2026', '2026-11-27T00:00:00.000Z'],
    ['11/27/2026', '2026-11-27T00:00:00.000Z'],
    ['27-11-2026', '2026-11-27T00:00:00.000Z'],
    ['04/04/2026', '2026-04-04T00:00:00.000Z'],
    ['27.8.', '2011-08-27T00:00:00.000Z'],
    ['8/27', '2011-08-27T00:00:00.000Z'],
    ['8 Sep 2011', '2011-09-08T00:00:00.000Z'],
    ['8 sept 2011', '2011-09-08T00:00:00.000Z'],
    ['08 SEPTEMBER 2011', '2011-09-08T00:00:00.000Z'],
    ['8th of September 2011', '2011-09-08T00:00:00.000Z'],
    ['8. Sep. 2011', '2011-09-08T00:00:00.000Z'],
    ['Sep 8 2011', '2011-09-08T00:00:00.000Z'],
    ['Sep 8, 2011', '2011-09-08T00:00:00.000Z'],
    ['September 8th, 2011', '2011-09-08T00:00:00.000Z'],
    ['2011 Sep 8', '2011-09-08T00:00:00.000Z'],
    ['8-Sep-2011', '2011-09-08T00:00:00.000Z'],
    ['Thu 8 Sep 2011', '2011-09-08T00:00:00.000Z'],
    ['Thursday, September 8, 2011', '2011-09-08T00:00:00.000Z'],
    // Days without their year are the last ones.
    ['8 Sep', '2011-09-08T00:00:00.000Z'],
    ['9 Sep', '2011-09-09T00:00:00.000Z'],
    ['10 Sep', '2010-09-10T00:00:00.000Z'],
    ['Dec 24', '2010-12-24T00:00:00.000Z'],
    ['29 Feb', '2008-02-29T00:00:00.000Z'],
    // A weekday is the last one before today.
    ['thursday', '2011-09-08T00:00:00.000Z'],
    ['Mon', '2011-09-05T00:00:00.000Z'],
    ['friday', '2011-09-02T00:00:00.000Z'],
    ['last friday', '2011-09-02T00:00:00.000Z'],
    ['next friday', '2011-09-16T00:00:00.000Z'],
    ['next mon', '2011-09-12T00:00:00.000Z'],
    // Times of day, and days with one.
    ['08:53', '2011-09-09T08:53:00.000Z'],
    ['8:53:05', '2011-09-09T08:53:05.000Z'],
    ['08:53:05.25Z', '2011-09-09T08:53:05.250Z'],
    ['08:53 +0200', '2011-09-09T06:53:00.000Z'],
    ['9am', '2011-09-09T09:00:00.000Z'],
    ['9:30 p.m.', '2011-09-09T21:30:00.000Z'],
    ['yesterday 23:50', '2011-09-08T23:50:00.000Z'],
    ['tomorrow 9:00', '2011-09-10T09:00:00.000Z'],
    ['monday at 09:00', '2011-09-05T09:00:00.000Z'],
    ['09:00 monday', '2011-09-05T09:00:00.000Z'],
    ['8 Sep 2011 08:53', '2011-09-08T08:53:00.000Z'],
    ['8 Sep 2011, 08:53:05 UTC', '2011-09-08T08:53:05.000Z'],
    ['2011/09/08 08:53', '2011-09-08T08:53:00.000Z'],
    ['27.11.2026 9:00', '2026-11-27T09:00:00.000Z'],
    // What other programs print.
    ['Thu Sep  8 08:53:05 UTC 2011', '2011-09-08T08:53:05.000Z'],
    ['Thu, 08 Sep 2011 08:53:05 GMT', '2011-09-08T08:53:05.000Z'],
    ['Thu, 08 Sep 2011 10:53:05 +0200', '2011-09-08T08:53:05.000Z'],
    ['08/Sep/2011:08:53:05 +0000', '2011-09-08T08:53:05.000Z'],
    ['Sep  8 08:53:05', '2011-09-08T08:53:05.000Z'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['03/04/2026', 'may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.'],
    ['3.4.2026', 'may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.'],
    ['03-04-2026 09:00', 'may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.'],
    ['3/4', 'may be 3 April or 4 March. Write "3 Apr" or "4 Mar".'],
    ['03.04.26', 'does not say which number is the year. Write it as 2011-09-08 or 8 Sep 2011.'],
    ['8 Sep 11', 'has a year of two digits. Write all four, such as 8 Sep 2011.'],
    ['2011-02-30', 'is no day of the calendar: February 2011 has 28 days. Correct the day.'],
    ['29 Feb 2011', 'is no day of the calendar: February 2011 has 28 days. Correct the day.'],
    ['31 Sep', 'is no day of the calendar: September 2011 has 30 days. Correct the day.'],
    ['2011-13-01', 'is no day of the calendar: a year has 12 months. Correct the month.'],
    ['31/31/2011', 'is no day of the calendar: a year has 12 months. Correct the month.'],
    ['Fri 8 Sep 2011', 'is no Friday: 2011-09-08 is a Thursday. Leave the weekday out, or correct it.'],
    ['1315471985', 'is a bare number. Write @1315471985 for seconds since 1970.'],
    ['1315471985250', 'is a bare number. Write @1315471985.250 for seconds since 1970.'],
    ['25:00', 'is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.'],
  ])('says of %s what is wrong', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it.each([
    '',
    '-',
    '-2',
    '2h',
    '5',
    '2011',
    '0853',
    'soon',
    'constructor',
    '__proto__',
    'ago',
    'in',
    'last',
    'last week',
    'this monday',
    'monday tuesday',
    '8 Sep 2011 2011',
    'May',
    'May 2011',
    '12pm',
    '13pm',
    '9:00 10:00',
    '8 Sep 2011 08:53 CEST',
    '-99999999w',
    '@99999999999999',
  ])('takes %j for no moment', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ['monday 09:00', '2011-09-12T09:00:00.000Z'],
    ['friday', '2011-09-16T00:00:00.000Z'],
    ['last friday', '2011-09-02T00:00:00.000Z'],
    ['9 Sep', '2011-09-09T00:00:00.000Z'],
    ['8 Sep 09:00', '2012-09-08T09:00:00.000Z'],
    ['08:53', '2011-09-09T08:53:00.000Z'],
  ])('reads %s of what is to come', (text, expected) => {
    expect(read(text, { direction: 'next' })).toBe(expected);
  });

  const london = 'Europe/London';
  it.each([
    ['08:53', '2011-09-09T07:53:00.000Z'],
    ['yesterday', '2011-09-07T23:00:00.000Z'],
    ['8 Sep 2011 08:53', '2011-09-08T07:53:00.000Z'],
    ['8 Sep 2011 08:53Z', '2011-09-08T08:53:00.000Z'],
    ['2011-09-08T08:53', '2011-09-08T07:53:00.000Z'],
    [
      '27 Mar 2011 01:30',
      'is skipped by the clocks of Europe/London that day. Write it with its offset, or in UTC with a Z at the end.',
    ],
    [
      '2011-10-30T01:30',
      'is shown twice by the clocks of Europe/London that day. Write it with its offset, or in UTC with a Z at the end.',
    ],
  ])('reads %s by the clocks of a zone', (text, expected) => {
    expect(read(text, { zone: london })).toBe(expected);
  });

  it('takes today from the zone', () => {
    const late = Date.parse('2011-09-08T23:30:00Z');
    expect(read('today', { now: late, zone: london })).toBe('2011-09-08T23:00:00.000Z');
    expect(read('thursday', { now: late, zone: london })).toBe('2011-09-07T23:00:00.000Z');
  });
});

describe('readDay', () => {
  const day = (text: string, options: object = {}) => {
    const found = readDay(text, { now: NOW, ...options });
    return found === null || typeof found === 'string'
      ? found
      : [found.start, found.end].map((at) => formatInstant(at).slice(0, 16));
  };

  it.each([
    ['2011-09-08', '2011-09-08T00:00', '2011-09-09T00:00'],
    ['yesterday', '2011-09-08T00:00', '2011-09-09T00:00'],
    ['-1d', '2011-09-08T00:00', '2011-09-09T00:00'],
    ['now-24h', '2011-09-08T00:00', '2011-09-09T00:00'],
    ['2 weeks ago', '2011-08-26T00:00', '2011-08-27T00:00'],
    ['last monday', '2011-09-05T00:00', '2011-09-06T00:00'],
    ['8 Sep', '2011-09-08T00:00', '2011-09-09T00:00'],
  ])('reads %s', (text, start, end) => expect(day(text)).toEqual([start, end]));

  it('counts days of the calendar, however long they are', () => {
    const now = Date.parse('2011-03-28T12:00:00Z');
    expect(day('-1d', { now, zone: 'Europe/London' })).toEqual(['2011-03-27T00:00', '2011-03-27T23:00']);
    expect(day('-2d', { now, zone: 'Europe/London' })).toEqual(['2011-03-26T00:00', '2011-03-27T00:00']);
  });

  it.each(['-2h', 'now', '08:53', 'yesterday 09:00', '2011-09-08T08:00', 'soon', '@1315471985', '-9999999w'])(
    'takes %s for no day',
    (text) => expect(day(text)).toBeNull(),
  );

  it('says what is wrong with a day of two readings', () => {
    expect(day('03/04/2026')).toBe('may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.');
  });
});

describe('every way to write a day', () => {
  const days = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  const part = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
    new Intl.DateTimeFormat('en', { timeZone: 'UTC', ...options }).format(date);
  const short = part({ month: 'short' });
  const long = part({ month: 'long' });
  const weekday = part({ weekday: 'short' });
  const iso = (date: Date) => date.toISOString().slice(0, 10);

  it.each<[form: string, print: (date: Date) => string]>([
    ['2011-09-08', iso],
    ['2011/09/08', (date) => iso(date).replaceAll('-', '/')],
    ['20110908', (date) => iso(date).replaceAll('-', '')],
    ['8 Sep 2011', (date) => `${date.getUTCDate()} ${short(date)} ${date.getUTCFullYear()}`],
    ['8 September 2011', (date) => `${date.getUTCDate()} ${long(date)} ${date.getUTCFullYear()}`],
    ['Sep 8, 2011', (date) => `${short(date)} ${date.getUTCDate()}, ${date.getUTCFullYear()}`],
    ['Thu, 08 Sep 2011 00:00:00 GMT', (date) => new Date(iso(date)).toUTCString()],
    [
      'Thu 8 Sep 2011',
      (date) => `${weekday(date)} ${date.getUTCDate()} ${long(date)} ${date.getUTCFullYear()}`,
    ],
  ])('%s gives the day that was written', (_, print) => {
    fc.assert(
      fc.property(days, (date) => {
        expect(read(print(date))).toBe(`${iso(date)}T00:00:00.000Z`);
      }),
    );
  });

  it('in numbers with the year last gives the day that was written, or is refused', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('.', '/', '-'), (date, separator) => {
        const [year = '', month = '', day = ''] = iso(date).split('-');
        const isOneReading = Number(day) > 12 || day === month;
        for (const parts of [
          [day, month, year],
          [month, day, year],
        ]) {
          const found = read(parts.join(separator));
          if (isOneReading) expect(found).toBe(`${iso(date)}T00:00:00.000Z`);
          else expect(found).toMatch(/^may be .* or .* \d{4}\. Write .* or .*\.$/);
        }
      }),
    );
  });

  it('with a time gives the moment that was written', () => {
    fc.assert(
      fc.property(days, (date) => {
        const at = new Date(Math.floor(date.getTime() / 1000) * 1000);
        const clock = at.toISOString().slice(11, 19);
        const written = `${at.getUTCDate()} ${short(at)} ${at.getUTCFullYear()} ${clock}`;
        for (const text of [written, at.toUTCString(), `@${at.getTime() / 1000}`, `${clock} ${iso(at)}`])
          expect(read(text)).toBe(at.toISOString());
      }),
    );
  });

  it('gives a moment, a reason or nothing for any text, and never fails', () => {
    const pieces = fc.constantFrom(
      ...'monday|last|next|8|2011|Sep|/|-|.|:|09:00|pm|at|now|ago|in|h|day|+|@|T|Z|+02:00| |,|99|0'.split(
        '|',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const at = readMoment(parts.join(''), { now: NOW });
        if (typeof at === 'string') expect(at).toMatch(/[.:] [A-Z].*\.$/);
        else if (at !== null) expect(formatInstant(at)).toMatch(/^\d{4}-/);
        readDay(parts.join(' '), { now: NOW });
      }),
    );
  });
});
