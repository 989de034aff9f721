import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../../src/reports/daily/build-daily-report.js';
import { CHANGE_KINDS, type DailyReport } from '../../../../src/reports/daily/daily-report.js';
import { dayOf } from '../../../../src/time/zone.js';
import { at, DAY, reportContextOf, WINDOW, windowOf } from '../../../support/report-context-of.js';
import { newOops } from '../../../support/sample-oops.js';

const DAYS = ['2011-08-25', '2011-08-31', '2011-09-01', '2011-09-07', '2011-09-08'];

/** Forty a day, and now one; and the other way round. */
const CHANGING = DAYS.filter((day) => day !== '2011-08-31').flatMap((day) =>
  ['falling', 'rising'].map((value) => ({
    ...{ day, reporter: 'A', type: 'ValueError', value, referrer: null, mostExpensiveStatement: null },
    count: (day === '2011-09-08') === (value === 'rising') ? 40 : 1,
  })),
);

/** OOPSes of a few days, of few groups, some of them in crowds, so that all kinds of changes come. */
const oopses = fc
  .array(
    fc.record({
      day: fc.constantFrom(...DAYS),
      reporter: fc.constantFrom('A', 'CH'),
      type: fc.constantFrom('KeyError', 'NotFound', 'RequestExpired', 'Unauthorized', 'NotBranchError', null),
      value: fc.constantFrom('a', 'b', 'c', 'd'),
      referrer: fc.constantFrom('https://launchpad.net/', null),
      mostExpensiveStatement: fc.constantFrom('SELECT $INT', 'SELECT $STRING', null),
      count: fc.constantFrom(1, 3, 40),
    }),
    { maxLength: 14 },
  )
  .chain((drawn) => fc.constantFrom(drawn, [...drawn, ...CHANGING]))
  .map((drawn) =>
    drawn.flatMap(({ day, count, ...given }, group) =>
      Array.from({ length: count }, (_, index) =>
        newOops(`OOPS-1A${group}.${index}`, { time: at('07:30:00', day) + index * 60_000, ...given }),
      ),
    ),
  );

const nameOf = ({ type, value }: { type: string; value: string }) => JSON.stringify([type, value]);

/** How often the sections have each group. */
function countGroups({ sections }: DailyReport): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of sections.flatMap(({ groups }) => groups))
    counts.set(nameOf(group), (counts.get(nameOf(group)) ?? 0) + group.count);
  return counts;
}

describe('what changed', () => {
  it('names each group once, with the number of its sections and the word of its trend', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(oopses, fc.boolean(), async (some, isBySystem) => {
        const context = await reportContextOf(some, [WINDOW]);
        const report = await reportDay(context, { ...DAY, isBySystem });
        const { changes, sections } = report;
        const counts = countGroups(report);
        const seen = new Set<string>();
        for (const kind of CHANGE_KINDS) {
          expect(changes.counts[kind]).toBe(changes[kind].length);
          for (const change of changes[kind]) {
            kinds.add(kind);
            expect(seen).not.toContain(nameOf(change));
            seen.add(nameOf(change));
            expect(change.count).toBe(counts.get(nameOf(change)) ?? 0);
            if (kind === 'gone') {
              expect(change).toMatchObject({ section: null, count: 0 });
              continue;
            }
            const trends = sections.flatMap(({ groups }) =>
              groups.filter((group) => nameOf(group) === nameOf(change)).map(({ trend }) => trend),
            );
            const word = kind === 'back' ? 'returned' : kind;
            expect(new Set(trends)).toEqual(new Set([word]));
          }
        }
        const known = report.knownSince !== null && report.knownSince < report.from;
        const marked = sections
          .flatMap(({ groups }) => groups)
          .filter(({ trend }) => trend !== null && (known || trend !== 'new'));
        expect(new Set(marked.map(nameOf)).size).toBe(
          CHANGE_KINDS.reduce((sum, kind) => sum + (kind === 'gone' ? 0 : changes.counts[kind]), 0),
        );
      }),
      { numRuns: 40, seed: 11 },
    );
    expect([...kinds].sort()).toEqual([...CHANGE_KINDS].sort());
  });

  it('names what is new beyond the fifty groups that a section lists', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      newOops(`OOPS-1A${index}`, { time: at('09:00:00'), type: 'KeyError', value: `key ${index}x` }),
    );
    const before = newOops('OOPS-1B', { time: at('09:00:00', '2011-09-07'), type: 'ValueError' });
    const { changes } = await reportDay(await reportContextOf([...many, before], []), DAY);
    expect(changes.counts.new).toBe(60);
    expect(changes.new).toHaveLength(50);
  });

  it('calls nothing new where the store begins within the period', async () => {
    const first = newOops('OOPS-1A1', { time: at('09:00:00'), type: 'KeyError' });
    const { changes } = await reportDay(await reportContextOf([first], []), DAY);
    expect(changes.counts).toEqual({ new: 0, rising: 0, back: 0, falling: 0, gone: 0 });
    expect(changes.before.observedSeconds).toBe(0);
  });

  it('leaves out of the times before what windows reach', async () => {
    const seen = (day: string, clock: string, id: string) =>
      newOops(id, { time: at(clock, day), type: 'KeyError' });
    const context = await reportContextOf(
      [
        seen('2011-09-01', '00:00:00', 'OOPS-1A1'),
        seen('2011-09-07', '12:01:00', 'OOPS-1A2'),
        ...Array.from({ length: 40 }, (_, index) => seen('2011-09-08', '13:00:00', `OOPS-1B${index}`)),
      ],
      [windowOf('2011-09-07T12:00:00Z', '2011-09-07T12:05:00Z')],
    );
    const { changes } = await reportDay(context, DAY);
    expect(changes.rising).toMatchObject([{ count: 40, before: 0, sameWeekday: 1 }]);
  });

  it.each([
    ['a month', '2011-03-02', 'UTC', '2011-03-01T00:00Z', '2011-02-23T00:00Z', 24],
    ['a leap day', '2012-03-01', 'UTC', '2012-02-29T00:00Z', '2012-02-23T00:00Z', 24],
    ['a year', '2011-01-01', 'UTC', '2010-12-31T00:00Z', '2010-12-25T00:00Z', 24],
    ['clocks that go forward', '2011-03-27', 'Europe/London', '2011-03-26T00:00Z', '2011-03-20T00:00Z', 24],
    ['the day after that', '2011-03-28', 'Europe/London', '2011-03-27T00:00Z', '2011-03-21T00:00Z', 23],
    ['clocks that go back', '2011-11-06', 'America/New_York', '2011-11-05T04:00Z', '2011-10-30T04:00Z', 24],
    ['the day after that', '2011-11-07', 'America/New_York', '2011-11-06T04:00Z', '2011-10-31T04:00Z', 25],
  ])(
    'is held against the day before and the same weekday across %s (%s, %s)',
    async (_, day, timezone, before, week, hours) => {
      const old = newOops('OOPS-1A1', { time: Date.parse('2009-01-01T00:00Z'), type: 'KeyError' });
      const context = {
        ...(await reportContextOf([old], [])),
        observedUntil: Date.parse('2013-01-01T00:00Z'),
      };
      const { changes } = await reportDay(context, { ...DAY, period: dayOf(day, timezone), timezone });
      expect(Date.parse(changes.before.from)).toBe(Date.parse(before));
      expect(changes.before.observedSeconds / 3600).toBe(hours);
      expect(Date.parse(changes.sameWeekday?.from ?? '')).toBe(Date.parse(week));
      expect(changes.sameWeekday?.observedSeconds).toBe(86_400);
    },
  );

  it.each([
    ['hours', '2011-09-08T06:00Z', '2011-09-08T08:00Z', '2011-09-08T04:00Z', '2011-09-01T06:00Z'],
    ['a week', '2011-09-01T00:00Z', '2011-09-08T00:00Z', '2011-08-25T00:00Z', null],
    ['a month', '2011-08-01T00:00Z', '2011-09-01T00:00Z', '2011-07-01T00:00Z', null],
  ])('holds %s against the period before', async (_, from, to, before, week) => {
    const period = { start: Date.parse(from), end: Date.parse(to) };
    const { changes } = await reportDay(await reportContextOf([], []), { ...DAY, period });
    expect(Date.parse(changes.before.from)).toBe(Date.parse(before));
    expect(changes.sameWeekday === null ? null : Date.parse(changes.sameWeekday.from)).toBe(
      week === null ? null : Date.parse(week),
    );
  });

  it('holds a day that was read in part against the same hours', async () => {
    const context = { ...(await reportContextOf([], [])), observedUntil: at('11:00:00') };
    const { changes } = await reportDay(context, DAY);
    expect(changes.before).toMatchObject({
      from: '2011-09-07T00:00:00.000Z',
      to: '2011-09-07T11:00:00.000Z',
    });
    expect(changes.sameWeekday).toMatchObject({ to: '2011-09-01T11:00:00.000Z' });
  });
});
