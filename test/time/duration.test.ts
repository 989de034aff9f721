import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAbout, formatDuration, parseDuration, writeDuration } from '../../src/time/duration.js';

describe('parseDuration', () => {
  it.each([
    ['10s', 10_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['24h', 86_400_000],
    ['90d', 90 * 86_400_000],
    ['250ms', 250],
    ['1m30s', 90_000],
    ['1m 30s', 90_000],
    ['0s', 0],
    ['0.0005s', 1],
    ['1w', 7 * 86_400_000],
    ['5 m', 300_000],
    ['5 min', 300_000],
    ['5min', 300_000],
    ['5 Mins', 300_000],
    ['90 seconds', 90_000],
    ['1 hour', 3_600_000],
    ['2 hours 30 min', 9_000_000],
    ['2 hours, 30 minutes', 9_000_000],
    ['1 day and 2 hrs', 93_600_000],
    ['1.5 weeks', 907_200_000],
    ['PT5M', 300_000],
    ['P1DT2H', 93_600_000],
    ['PT1.5H', 5_400_000],
    ['PT90S', 90_000],
    ['P2W', 14 * 86_400_000],
  ])('reads %j as %i ms', (text, wanted) => {
    expect(parseDuration(text)).toBe(wanted);
  });

  it.each([
    '',
    '5',
    's',
    '-5s',
    '5M',
    '5H',
    '.5s',
    '1m30',
    ' 5s',
    '5 months',
    '1y',
    '1hand30m',
    '1h and',
    '1h,',
    '1,5h',
    'P',
    'PT',
    'P1Y',
    'P1M',
    'PT5',
    'P1DT',
    'pt5m',
    '104249992w',
    'P999999999999999999W',
    `${'9'.repeat(400)}h`,
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

it('reads what it writes, but for what is rounded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 * 86_400_000 }), (milliseconds) => {
      const written = formatDuration(milliseconds);
      expect(formatDuration(parseDuration(written) ?? -1)).toBe(written);
    }),
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [529, '0.529 s'],
    [10_000, '10 s'],
    [59_999, '59.999 s'],
    [60_000, '1 min'],
    [132_000, '2 min 12 s'],
    [132_499, '2 min 12 s'],
    [132_500, '2 min 13 s'],
    [3_599_999, '1 h'],
    [3_600_000, '1 h'],
    [3_660_000, '1 h 1 min'],
    [3_605_000, '1 h'],
    [86_400_000, '1 d'],
    [90_000_000, '1 d 1 h'],
    [-132_000, '-2 min 12 s'],
  ])('writes %i ms as %j', (milliseconds, wanted) => {
    expect(formatDuration(milliseconds)).toBe(wanted);
  });

  it('is off by less than the smaller of its two units', () => {
    const units = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 10 * 86_400_000 }), (milliseconds) => {
        const pairs = [...formatDuration(milliseconds).matchAll(/(\d+) (d|h|min|s)/g)];
        const written = pairs.reduce((sum, [, amount, unit]) => {
          return sum + Number(amount) * units[unit as keyof typeof units];
        }, 0);
        const allowed = { min: 1000, h: 60_000, d: 3_600_000 }[String(pairs[0]?.[2])] ?? 0;
        expect(Math.abs(written - milliseconds)).toBeLessThanOrEqual(allowed);
      }),
    );
  });
});

describe('writeDuration', () => {
  it.each([
    [0, '0s'],
    [529, '529ms'],
    [1000, '1s'],
    [90_000, '90s'],
    [60_000, '1m'],
    [86_400_000, '24h'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(writeDuration(milliseconds)).toBe(text);
  });

  it('writes what is read as the same', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (milliseconds) => {
        expect(parseDuration(writeDuration(milliseconds))).toBe(milliseconds);
      }),
    );
  });
});

describe('formatAbout', () => {
  it.each([
    [0, '0 s'],
    [2354, '2.4 s'],
    [9949, '9.9 s'],
    [17_206, '17 s'],
    [132_600, '2 min 13 s'],
  ])('writes %i ms as people say it: %s', (milliseconds, text) => {
    expect(formatAbout(milliseconds)).toBe(text);
  });
});
