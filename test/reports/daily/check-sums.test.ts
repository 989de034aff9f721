import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { checkSums } from '../../../src/reports/daily/check-sums.js';
import type { DailyReport } from '../../../src/reports/daily/daily-report.js';
import { reportContextOf, windowOf } from '../../support/report-context-of.js';
import { AT, newOops } from '../../support/sample-oops.js';

const oopses = [
  newOops('OOPS-1A1', { type: 'ValueError' }),
  newOops('OOPS-1A2', { time: AT + 7_200_000, type: 'KeyError' }),
];
const report = await reportDay(
  await reportContextOf(oopses, [windowOf('2011-09-08T08:53:05Z', '2011-09-08T08:55:17Z')]),
  { period: { start: AT, end: AT + 86_400_000 }, summary: 'generic', group: null, systems: null },
);
const [outage] = report.outages;
const [section] = report.sections;
if (!outage || !section) throw new Error('the report lacks an outage or a section');

describe('checkSums', () => {
  it('accepts a report that adds up', () => {
    expect(() => checkSums(report)).not.toThrow();
  });

  it.each<[string, Partial<DailyReport>]>([
    ['reported + suppressed is 2, but total is 3', { total: 3 }],
    ['the sections + otherNotFound is 2, but reported is 1', { otherNotFound: 1 }],
    ['suppressed by outage is 0, but suppressed is 1', { outages: [] }],
    ['kept by outage is 0, but kept is 1', { kept: 1 }],
    [
      'expected + background + unexpected of outage fdt is 2, but suppressed is 1',
      { outages: [{ ...outage, expected: 1 }] },
    ],
    [
      'the unexpected groups of outage fdt is 0, but unexpected is 1',
      { outages: [{ ...outage, unexpectedGroups: [] }] },
    ],
    [
      'the groups of section exceptions is 0, but its count is 1',
      { sections: [{ ...section, groupCount: 0, groups: [] }] },
    ],
  ])('reports that %s', (message, wrong) => {
    expect(() => checkSums({ ...report, ...wrong })).toThrow(`The daily report does not add up: ${message}.`);
  });
});
