import { describe, expect, it } from 'vitest';
import type { ReportContext } from '../../../../../src/evidence/report-context.js';
import { reportOutage } from '../../../../../src/reports/outage/build-outage-report.js';
import { contextOfUndecided } from '../../../../support/undecided-scene.js';

async function courseOf(context: ReportContext) {
  const [outage] = context.outages.filter(({ id }) => id === 'fdt-18');
  if (!outage) throw new Error('there is no outage of the 18th');
  const { course } = await reportOutage(context, outage);
  const own = course.systems.find(({ system }) => system === 'GOOD');
  if (!own) throw new Error('GOOD was heard');
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const { expected, unexpected, late, other } = own;
  return { course, own, sums: [expected, unexpected, late, other].map(sum) };
}

describe('the course of an outage', () => {
  it('counts from half an hour before to the end of what was watched, each OOPS once', async () => {
    const { course, own, sums } = await courseOf(await contextOfUndecided('12:40:00', '12:02:00'));
    expect([course.start, course.end, course.secondsPerCount]).toEqual([
      '2012-06-18T11:30:00.000Z',
      '2012-06-18T12:33:01.000Z',
      30,
    ]);
    // One every two minutes, from 11:30:30 to 12:32:30, of which that of 12:00:30 is usual in the window.
    expect(sums).toEqual([61, 0, 0, 31]);
    expect(own.other.slice(0, 6)).toEqual([0, 1, 0, 0, 0, 1]);
    expect(own.observation?.end).toBe(course.end);
  });

  it('ends where the reading ended while the outage is open', async () => {
    const { course, own } = await courseOf(await contextOfUndecided('12:01:20', null));
    expect(course.end).toBe('2012-06-18T12:01:20.000Z');
    expect(own.observation).toBeNull();
    expect(own.windows).toMatchObject([{ end: null }]);
  });
});
