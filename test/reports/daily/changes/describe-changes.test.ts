import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../../src/reports/daily/build-daily-report.js';
import { describeChanges } from '../../../../src/reports/daily/changes/describe-changes.js';
import { at, DAY, reportContextOf, windowOf } from '../../../support/report-context-of.js';
import { newOops } from '../../../support/sample-oops.js';

/** So many OOPSes of a value on a day, a minute apart. */
const seen = (value: string, day: string, count = 1, clock = '00:30:00') =>
  Array.from({ length: count }, (_, index) =>
    newOops(`OOPS-1A${value}.${day}.${clock}.${index}`, {
      time: at(clock, day) + index * 60_000,
      type: 'KeyError',
      value,
    }),
  );

const LONG_AGO = seen('long ago', '2011-08-01');

describe('what changed, in words', () => {
  it('goes from what is new to what is gone, with how often it was seen before', async () => {
    const context = await reportContextOf(
      [
        ...LONG_AGO,
        ...seen('fresh', '2011-09-08', 2),
        ...seen('rising', '2011-09-01', 9),
        ...seen('rising', '2011-09-07', 12),
        ...seen('rising', '2011-09-08', 60),
        ...seen('back', '2011-08-30'),
        ...seen('back', '2011-09-08'),
        ...seen('gone', '2011-09-07', 30),
      ],
      [],
    );
    const { against, nothing, kinds } = describeChanges(await reportDay(context, DAY), 10);
    expect([against, nothing]).toEqual([
      'Against Wednesday 2011-09-07 and Thursday 2011-09-01, without what belongs to the outages there.',
      '',
    ]);
    expect(
      kinds.map(({ title, count, groups, more }) => [
        `${title} ${count}`,
        groups.map((group) => `${group.count} ${group.value}: ${group.note}`),
        more,
      ]),
    ).toEqual([
      ['New 1', ['2 fresh: '], ''],
      ['Rising 1', ['60 rising: 12 the day before, 9 a week before'], ''],
      ['Back 1', ['1 back: after 8 days, last seen 2011-08-30'], ''],
      ['Gone 1', ['0 gone: 30 the day before, 0 a week before'], ''],
    ]);
  });

  it('says how many more there are than there is room for', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => seen(`key ${index}x`, '2011-09-08')).flat();
    const moreOf = async (count: number) => {
      const report = await reportDay(await reportContextOf([...LONG_AGO, ...many(count)], []), DAY);
      return describeChanges(report, 10).kinds.map(({ more }) => more);
    };
    expect(await moreOf(12)).toEqual(['and 2 more: --format json names all of them']);
    expect(await moreOf(60)).toEqual(['and 50 more: --format json names the first 50']);
  });

  it.each([
    [
      'a week before is not known',
      seen('first', '2011-09-05'),
      'Against Wednesday 2011-09-07, without what belongs to the outages there. Thursday 2011-09-01 is not known: the database does not reach so far back.',
      'Nothing is new, rising, back, falling or gone.',
    ],
    [
      'only a part of the day before is known',
      seen('first', '2011-09-07', 1, '18:00:00'),
      'Against Wednesday 2011-09-07 (25 % of it known), without what belongs to the outages there. Thursday 2011-09-01 is not known: the database does not reach so far back.',
      'Nothing is new, rising, back, falling or gone.',
    ],
    [
      'nothing before is known',
      seen('first', '2011-09-08'),
      'Wednesday 2011-09-07 is not known: the database does not reach so far back. Thursday 2011-09-01 is not known: the database does not reach so far back.',
      'What changed cannot be told.',
    ],
  ])('says so where %s', async (_, oopses, against, nothing) => {
    const report = await reportDay(await reportContextOf(oopses, []), DAY);
    expect(describeChanges(report, 10)).toEqual({ against, nothing, kinds: [] });
  });

  it('says that a day lay in an outage as a whole', async () => {
    const window = windowOf('2011-09-06T23:00:00Z', '2011-09-08T00:00:00Z');
    const report = await reportDay(await reportContextOf(LONG_AGO, [window]), DAY);
    expect(describeChanges(report, 10).against).toBe(
      'Against Thursday 2011-09-01, without what belongs to the outages there. Wednesday 2011-09-07 lay in outages as a whole.',
    );
  });

  it('names hours by both their ends', async () => {
    const period = { start: at('06:00:00'), end: at('08:00:00') };
    const report = await reportDay(await reportContextOf(LONG_AGO, []), { ...DAY, period });
    expect(describeChanges(report, 10).against).toBe(
      'Against 2011-09-08 04:00:00 to 2011-09-08 06:00:00 and 2011-09-01 06:00:00 to 2011-09-01 08:00:00, without what belongs to the outages there.',
    );
  });
});
