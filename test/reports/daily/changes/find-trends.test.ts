import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../../src/reports/daily/build-daily-report.js';
import { CHANGE_KINDS } from '../../../../src/reports/daily/daily-report.js';
import { at, DAY, reportContextOf, windowOf } from '../../../support/report-context-of.js';
import { newOops } from '../../../support/sample-oops.js';

describe('the trends of a daily report', () => {
  it('tells what is new, what came back, what rises and falls, and what is gone', async () => {
    let serial = 0;
    /** So many OOPSes of a value on a day, a minute apart from noon. */
    const seen = (value: string, day: string, count: number) =>
      Array.from({ length: count }, (_, index) => {
        serial += 1;
        return newOops(`OOPS-1A${serial}`, {
          time: at('12:00:00', day) + index * 60_000,
          type: 'KeyError',
          value,
        });
      });
    const oopses = [
      ...seen('first of the store', '2011-08-01', 1),
      ...seen('back', '2011-08-31', 1),
      ...seen('back', '2011-09-08', 1),
      ...seen('not yet back', '2011-09-02', 1),
      ...seen('not yet back', '2011-09-08', 1),
      ...seen('rising', '2011-09-01', 19),
      ...seen('rising', '2011-09-08', 40),
      ...seen('falling', '2011-09-01', 200),
      ...seen('falling', '2011-09-07', 50),
      ...seen('falling', '2011-09-08', 10),
      ...seen('few', '2011-09-01', 1),
      ...seen('few', '2011-09-08', 3),
      ...seen('fresh', '2011-09-08', 1),
      // Rising against the weeks, and not against yesterday; and the other way round; and since a week.
      ...seen('since yesterday', '2011-09-07', 40),
      ...seen('since yesterday', '2011-09-08', 41),
      ...seen('of the weekday', '2011-08-25', 40),
      ...seen('of the weekday', '2011-09-01', 40),
      ...seen('of the weekday', '2011-09-08', 42),
      ...seen('since a week', '2011-09-01', 43),
      ...seen('since a week', '2011-09-08', 43),
      ...seen('gone', '2011-09-07', 30),
      ...seen('gone by chance', '2011-09-07', 3),
    ];
    // The downtime of a week ago held a hundred more, which are no part of what is usual.
    const inWindow = seen('rising', '2011-09-01', 100).map((oops, index) => ({
      ...oops,
      time: at('02:00:00', '2011-09-01') + index,
    }));
    const window = windowOf('2011-09-01T02:00:00Z', '2011-09-01T02:05:00Z');
    const report = await reportDay(await reportContextOf([...oopses, ...inWindow], [window]), DAY);
    const groups = report.sections[0]?.groups.map(({ value, trend, usual }) => [value, trend, usual]);
    expect(groups).toEqual([
      ['since a week', null, null],
      ['of the weekday', null, null],
      ['since yesterday', null, null],
      ['rising', 'rising', 4.75],
      ['falling', 'falling', 50.1],
      ['few', null, null],
      ['back', 'returned', null],
      ['fresh', 'new', null],
      ['not yet back', null, null],
    ]);
    expect(report.gone).toEqual([{ type: 'KeyError', value: 'gone', count: 30 }]);
    const changes = CHANGE_KINDS.map((kind) => [
      kind,
      report.changes[kind].map(({ value, count, before, sameWeekday }) => [
        value,
        count,
        before,
        sameWeekday,
      ]),
    ]);
    expect(changes).toEqual([
      ['new', [['fresh', 1, 0, 0]]],
      ['rising', [['rising', 40, 0, 19]]],
      ['back', [['back', 1, 0, 0]]],
      ['falling', [['falling', 10, 50, 200]]],
      ['gone', [['gone', 0, 30, 0]]],
    ]);
  });

  it.each([
    ['seven days to the millisecond', '2011-09-01T00:00:00Z', 'returned'],
    ['a millisecond less', '2011-09-01T00:00:00.001Z', null],
  ])('says that a signature returned when it was last seen %s before the period', async (_, last, trend) => {
    const oopses = [
      newOops('OOPS-1A1', { time: Date.parse(last), type: 'KeyError' }),
      newOops('OOPS-1A2', { time: at('09:00:00'), type: 'KeyError' }),
    ];
    const { sections } = await reportDay(await reportContextOf(oopses, []), DAY);
    expect(sections[0]?.groups).toMatchObject([{ isNew: false, trend }]);
  });
});
