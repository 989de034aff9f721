import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { renderDailyText } from '../../../src/reports/daily/render-text.js';
import { seeAllCommand } from '../../../src/reports/daily/see-all.js';
import { at, DAY, reportContextOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const many = Array.from({ length: 60 }, (_, index) =>
  newOops(`OOPS-1A${index}`, { time: at('09:00:00'), type: 'KeyError', value: `key ${index}x` }),
);
const timeout = newOops('OOPS-1B1', { time: at('09:00:00'), type: 'RequestExpired' });
const report = await reportDay(await reportContextOf([...many, timeout], []), DAY);
const [exceptions, timeOuts] = report.sections;

describe('what to type to see all of a section', () => {
  it.each([
    [
      exceptions,
      {},
      'oops-report query --from 2011-09-08 --to 2011-09-09 --suppressed no --class exceptions --group-by signature --limit 60',
    ],
    [
      timeOuts,
      { from: '2011-09-08T08:53:05.000Z', to: '2011-09-08T09:00:00.250Z', systems: ['web', "it's"] },
      "oops-report query --from 2011-09-08T08:53:05Z --to 2011-09-08T09:00:00.250Z --system web --system 'it'\\''s' --suppressed no --class time-outs --group-by type,statement --limit 1",
    ],
  ])('names the period, the systems and the class: %#', (section, given, command) => {
    expect(section && seeAllCommand({ ...report, ...given }, section)).toBe(command);
  });

  it('stands below a section that is cut, as lines that a shell takes as one', () => {
    const text = renderDailyText(report, { bugUrl: 'https://bugs.launchpad.net/bugs/{id}', oopsUrl: null });
    expect(text).toContain(`      and 10 more:
        oops-report query --from 2011-09-08 --to 2011-09-09 --suppressed no \\
        --class exceptions --group-by signature --limit 60
`);
  });
});
