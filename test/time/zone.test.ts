import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  dateAt,
  dayOf,
  instantOfWallTime,
  instantsOfWallTime,
  isTimeZone,
  shiftDays,
  wallTimeAt,
} from '../../src/time/zone.js';

/** Zones whose clocks change in different ways: by half an hour, at midnight, over the date line, with odd offsets. */
const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Africa/Cairo',
  'Asia/Beirut',
];

/** Any moment of 1975 to 2037, half of them near a change of some clocks in 2018. */
const moment = fc.oneof(
  fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2037, 11, 31) }),
  fc
    .tuple(
      fc.constantFrom(
        '2018-03-11T07',
        '2018-03-25T01',
        '2018-04-07T15',
        '2018-10-28T01',
        '2018-11-04T03',
        '2018-11-04T06',
      ),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
    )
    .map(([hour, more]) => Date.parse(`${hour}:00Z`) + more),
);

/** What Temporal, which knows all of this, says. */
const oracle = {
  zoned: (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone),
  instants(wall: number, zone: string) {
    const plain = oracle.zoned(wall, 'UTC').toPlainDateTime();
    const found = (['earlier', 'later'] as const)
      .map((disambiguation) => plain.toZonedDateTime(zone, { disambiguation }))
      .filter((candidate) => candidate.toPlainDateTime().equals(plain))
      .map(({ epochMilliseconds }) => epochMilliseconds);
    return [...new Set(found)];
  },
};

describe('the clocks of a zone', () => {
  it('are those of Temporal, also where they change', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (at, zone) => {
        const zoned = oracle.zoned(at, zone);
        expect(wallTimeAt(at, zone)).toBe(zoned.toPlainDateTime().toString({ smallestUnit: 'millisecond' }));
        expect(dateAt(at, zone)).toBe(zoned.toPlainDate().toString());
        expect(instantsOfWallTime(at, zone)).toEqual(oracle.instants(at, zone));
        expect(instantOfWallTime(at, zone)).toBe(
          oracle.zoned(at, 'UTC').toPlainDateTime().toZonedDateTime(zone).epochMilliseconds,
        );
        const day = zoned.toPlainDate();
        expect(dayOf(day.toString(), zone)).toEqual({
          start: day.toZonedDateTime(zone).epochMilliseconds,
          end: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('show the same so many days later, also where they change', () => {
    const days = fc.integer({ min: -400, max: 400 }).filter((count) => count !== 0);
    fc.assert(
      fc.property(moment, days, fc.constantFrom(...ZONES), (at, count, zone) => {
        const { epochMilliseconds } = oracle.zoned(at, zone).add({ days: count });
        expect(shiftDays(at, count, zone)).toBe(epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['Europe/London', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['London', false],
    ['(GMT+01:00) Amsterdam', false],
    ['+25:00', false],
    ['', false],
  ])('of %j are known: %s', (zone, known) => {
    expect(isTimeZone(zone)).toBe(known);
  });
});
