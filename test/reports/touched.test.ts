import { describe, expect, it } from 'vitest';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import { reportDay } from '../../src/reports/daily/build-daily-report.js';
import { renderDailyText } from '../../src/reports/daily/render-text.js';
import { PLAIN_LOOK } from '../../src/reports/layout/outputs.js';
import { reportOutage } from '../../src/reports/outage/build-outage-report.js';
import { renderOutageText } from '../../src/reports/outage/rendering/render-text.js';
import { touchedWords } from '../../src/reports/touched.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { loadIncident } from '../support/load-incident.js';
import { at, DAY, reportContextOf, WINDOW } from '../support/report-context-of.js';
import { newOops } from '../support/sample-oops.js';

/** What both reports say of whom the first outage touched: in numbers, and the text of each. */
async function bothReports(context: ReportContext) {
  const [outage] = context.outages;
  if (!outage) throw new Error('there is no outage');
  const daily = await reportDay(context, DAY);
  const report = await reportOutage(context, outage);
  const [{ userCount, urlCount } = { userCount: -1, urlCount: -1 }] = daily.outages;
  const { users, urls } = report.touched;
  const texts = [
    renderDailyText(daily, { bugUrl: 'https://bugs.example.com/{id}', oopsUrl: null }),
    renderOutageText(report, { ...PLAIN_LOOK, width: 200, unicode: false }),
  ].map((text) => text.replace(/\s+/g, ' '));
  return { daily: { users: userCount, urls: urlCount }, outage: { users, urls }, texts };
}

describe('users and URLs touched', () => {
  it('are the same number in the same words in the summary of the day and in the report of the outage', async () => {
    const { db, config } = loadIncident();
    const { daily, outage, texts } = await bothReports(
      await gatherReportContext(openSnapshot(db), config, null),
    );
    expect(daily).toEqual(outage);
    expect(daily).toMatchObject({ urls: 67 });
    for (const text of texts) expect(text).toContain(touchedWords(daily));
  });

  it('leave robots out, and have what was kept in the report', async () => {
    const seen = (id: string, type: string, username: string, url: string, userAgent: string | null = null) =>
      newOops(id, { reporter: 'A', time: at('08:00:30'), type, username, url, userAgent });
    const oopses = [
      seen('OOPS-1A1', 'DisconnectionError', 'ann', 'https://launchpad.net/1'),
      seen('OOPS-1A2', 'DisconnectionError', 'ann', 'https://launchpad.net/2'),
      seen('OOPS-1A3', 'SecurityError', 'bob', 'https://launchpad.net/3'),
      seen('OOPS-1A4', 'DisconnectionError', 'bot', 'https://launchpad.net/4', 'Googlebot/2.1'),
    ];
    const context = await reportContextOf(oopses, [WINDOW], {
      neverSuppress: [{ type: 'SecurityError' }],
    });
    const { daily, outage } = await bothReports(context);
    expect(daily).toEqual({ users: 2, urls: 3 });
    expect(outage).toEqual(daily);
  });
});
