import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { renderDailyText } from '../../../src/reports/daily/render-text.js';
import { reportContextOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const AT = Date.parse('2011-09-08T09:00:00Z');
const PERIOD = { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') };
const LINKS = { bugUrl: 'https://bugs.launchpad.net/bugs/{id}', oopsUrl: null };

/** The text of a day with this one OOPS, and one of the day before so that the store reaches back. */
async function textOf(
  given: Parameters<typeof newOops>[1],
  systems: readonly string[] | null = null,
): Promise<string> {
  const before = newOops('OOPS-1Z1', { time: AT - 86_400_000, type: 'KeyError' });
  const context = await reportContextOf([before, newOops('OOPS-1A1', { time: AT, ...given })], []);
  return renderDailyText(
    await reportDay(context, { period: PERIOD, summary: 'webapp', group: null, systems }),
    LINKS,
  );
}

describe('the text of a daily report', () => {
  it('counts one OOPS as one', async () => {
    expect(
      await textOf({
        type: 'KeyError',
        value: 'x',
        url: 'https://launchpad.net/',
        topic: 'Root:+index',
        method: 'GET',
      }),
    ).toBe(
      `OOPS summary: Thursday 2011-09-08, UTC, all systems

=== Statistics ===

 Log start   2011-09-08 09:00:00
 Period      2011-09-08 00:00:00 - 2011-09-09 00:00:00 UTC, 1 day
 Read until  2011-09-09 06:00:00 UTC
 Known since 2011-09-07 09:00:00 UTC: what was not seen since then is new
 Average     0.0417 reported an hour, over 1 d observed outside the windows

 1 OOPS in all, of which
 1 is reported below and
 0 are left out, because they belong to an outage.

=== What changed ===

Against Wednesday 2011-09-07 (62 % of it known), without what belongs to the
outages there. Thursday 2011-09-01 is not known: the database does not reach so
far back.

New (1):
    1 KeyError: x

 * 1 Exceptions
 * 0 Time Outs
 * 0 Soft Time Outs
 * 0 Informational Only Errors
 * 0 User Generated Errors
 * 0 Unauthorized Errors
 * 0 Pages Not Found

=== All Exceptions ===

    1 KeyError: x
      NEW  GET: 1  POST: 0  Other: 0  Robots: 0  Local: 0
          1 https://launchpad.net/ (Root:+index)
             OOPS-1A1
`,
    );
  });

  it.each([
    [['WEB-1'], 'WEB-1'],
    [['WEB-1', 'WEB-2', 'API'], 'WEB-1, WEB-2 and API'],
    [['WEB-1', 'WEB-2', 'API', 'CRON'], '4 systems'],
  ])('names in its first line the systems that it is about, or how many: %j', async (systems, named) => {
    const text = await textOf({}, systems);
    expect(text.split('\n')[0]).toBe(`OOPS summary: Thursday 2011-09-08, UTC, ${named}`);
  });

  it('shows hostile values on their own line, where no terminal acts on them', async () => {
    const text = await textOf({
      type: 'Evil\u001b[2J',
      value: 'one\n * 99 Exceptions\u0007',
      url: 'https://x/\u202e',
      topic: '\r',
    });
    expect(text).toContain('    1 Evil\\x1b[2J: one * 99 Exceptions\\x07\n');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('keeps to 80 columns whatever the reports say', async () => {
    const long = 'x'.repeat(3000);
    const text = await textOf({
      type: long,
      value: long,
      url: `https://launchpad.net/${long}`,
      topic: long,
      totalMilliseconds: 9,
    });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(80);
  });
});
