import { beforeAll, describe, expect, it } from 'vitest';
import { reportDaily, requestFor } from '../../../src/commands/daily.js';
import type { Config } from '../../../src/config/config.js';
import type { DailyReport } from '../../../src/reports/daily/daily-report.js';
import { renderDailyText } from '../../../src/reports/daily/render-daily-text.js';
import { loadIncident } from '../../load-incident.js';

const PERIOD = { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') };

let config: Config;
let reports: Record<'all' | 'web' | 'code' | 'checkwatches', DailyReport>;

beforeAll(() => {
  const incident = loadIncident();
  config = incident.config;
  const build = (name: string | null) => reportDaily(incident, requestFor(config, PERIOD, name), null);
  reports = { all: build(null), web: build('web'), code: build('code'), checkwatches: build('checkwatches') };
});

describe('the daily report of the sample incident', () => {
  it('reads as in the golden file', async () => {
    await expect(renderDailyText(reports.all, config.bugUrl)).toMatchFileSnapshot(
      '../../golden/daily-incident.txt',
    );
  });

  it('is the data of the golden file', async () => {
    await expect(`${JSON.stringify(reports.all, null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/daily-incident.json',
    );
  });

  it.each(['web', 'code', 'checkwatches'] as const)(
    'reads as in the golden file for the group %s',
    async (group) => {
      const text = renderDailyText(reports[group], config.bugUrl);
      await expect(text).toMatchFileSnapshot(`../../golden/daily-incident-${group}.txt`);
    },
  );

  it('takes no more than 80 columns', () => {
    const texts = Object.values(reports).map((report) => renderDailyText(report, config.bugUrl));
    expect(
      texts
        .join('\n')
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });
});
