import { beforeAll, describe, expect, it } from 'vitest';
import type { DailyRequest } from '../../../src/evidence/day/day-findings.js';
import type { DailyReport } from '../../../src/reports/daily/daily-report.js';
import { renderDailyHtml } from '../../../src/reports/daily/render-html.js';
import { renderDailyMarkdown } from '../../../src/reports/daily/render-markdown.js';
import { renderDailyText } from '../../../src/reports/daily/render-text.js';
import { reportDaily, requestForGroup } from '../../../src/reports/daily/request.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { loadIncident } from '../../support/load-incident.js';
import { withoutStyle } from '../../support/without-style.js';

const PERIOD = { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') };

const links = { bugUrl: 'https://bugs.launchpad.net/bugs/{id}', oopsUrl: 'https://oops.example.com/{id}' };

let reports: Record<'all' | 'web' | 'code' | 'checkwatches', DailyReport>;

beforeAll(async () => {
  const incident = loadIncident();
  const all: DailyRequest = { period: PERIOD, summary: 'webapp', group: null, systems: null };
  const groups = ['web', 'code', 'checkwatches'].map((name) =>
    requestForGroup(incident.config, PERIOD, name),
  );
  const [ofAll, web, code, checkwatches] = await reportDaily(
    { data: openSnapshot(incident.db), config: incident.config },
    [all, ...groups],
    null,
  );
  if (!ofAll || !web || !code || !checkwatches) throw new Error('a report is missing');
  reports = { all: ofAll, web, code, checkwatches };
});

describe('the daily report of the sample incident', () => {
  it('reads as in the golden file', async () => {
    await expect(renderDailyText(reports.all, links)).toMatchFileSnapshot('../../golden/daily-incident.txt');
  });

  it('is the data of the golden file', async () => {
    await expect(`${JSON.stringify(reports.all, null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/daily-incident.json',
    );
  });

  it('is the page of the golden file', async () => {
    await expect(withoutStyle(renderDailyHtml(reports.all, links))).toMatchFileSnapshot(
      '../../golden/daily-incident.html',
    );
  });

  it('is the Markdown of the golden file', async () => {
    await expect(renderDailyMarkdown(reports.all, links)).toMatchFileSnapshot(
      '../../golden/daily-incident.md',
    );
  });

  it.each(['web', 'code', 'checkwatches'] as const)(
    'reads as in the golden file for the group %s',
    async (group) => {
      const text = renderDailyText(reports[group], links);
      await expect(text).toMatchFileSnapshot(`../../golden/daily-incident-${group}.txt`);
    },
  );

  it('takes no more than 80 columns', () => {
    const texts = Object.values(reports).map((report) => renderDailyText(report, links));
    expect(
      texts
        .join('\n')
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });
});
