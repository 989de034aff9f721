import { describe, expect, it } from 'vitest';
import { drawCourse } from '../../../../src/reports/outage/charts/course-text.js';
import { ASCII } from '../../../../src/reports/outage/charts/text-rows.js';
import type { OutageReport } from '../../../../src/reports/outage/outage-report.js';

const minutes = (counts: Record<number, number>) =>
  Array.from({ length: 62 }, (_, minute) => counts[minute] ?? 0);
const NONE = minutes({});

function reportOf(riseAt: string | null, end: string | null = '2026-11-18T09:02:00.000Z'): OutageReport {
  const laterRise = riseAt === null ? null : { start: riseAt, signatures: [] };
  const systemOf = (system: string, verdict: string) => ({
    system,
    verdict,
    failure: { verdict: 'failed-unexpectedly' },
    recovery: {
      verdict: 'recovered',
      missingReporters: [],
      laterRise: system === 'api' ? laterRise : null,
    },
  });
  return {
    start: '2026-11-18T09:00:00.000Z',
    end,
    systems: [systemOf('api', 'as-expected'), systemOf('web', 'not-as-expected')],
    timeline: { systems: [] },
    course: {
      start: '2026-11-18T08:30:00.000Z',
      end: '2026-11-18T09:32:00.000Z',
      secondsPerCount: 60,
      systems: [
        {
          system: 'api',
          expected: minutes({ 30: 16 }),
          unexpected: NONE,
          late: NONE,
          other: minutes({ 47: 4 }),
        },
        {
          system: 'web',
          expected: NONE,
          unexpected: minutes({ 31: 1 }),
          late: minutes({ 40: 1 }),
          other: NONE,
        },
      ],
    },
  } as unknown as OutageReport;
}

describe('drawCourse', () => {
  it('draws a line a system, the worst first, with its marks and where a later rise begins', () => {
    const drawn = drawCourse(reportOf('2026-11-18T09:17:20.000Z'), 80, ASCII);
    expect(drawn).toEqual([
      'All that they wrote from 08:30:00 to 09:32:00, 1 min a column; a bar twice as',
      'high is four times as many:',
      '',
      `web ${' '.repeat(31)}=${' '.repeat(8)}=${' '.repeat(21)}      1`,
      `    ${' '.repeat(31)}!${' '.repeat(8)}>`,
      `api ${' '.repeat(30)}@${' '.repeat(16)}=${' '.repeat(14)}     16`,
      `    ${' '.repeat(47)}^`,
      `    ${'-'.repeat(30)}[=]${'-'.repeat(29)}`,
      `    08:30:00${' '.repeat(22)}09:00:00${' '.repeat(16)}09:32:00`,
      '    ^ from here on more than before, of another cause',
    ]);
  });

  it('leaves the axis open while the outage lasts, and says nothing of a rise that there is none of', () => {
    const drawn = drawCourse(reportOf(null, null), 80, ASCII);
    expect(drawn.slice(-2)).toEqual([
      `    ${'-'.repeat(30)}[${'='.repeat(31)}`,
      `    08:30:00${' '.repeat(22)}09:00:00${' '.repeat(16)}09:32:00`,
    ]);
  });

  it('draws nothing where nothing was heard', () => {
    const report = reportOf(null);
    expect(drawCourse({ ...report, course: { ...report.course, systems: [] } }, 80, ASCII)).toEqual([]);
  });
});
