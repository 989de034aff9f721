import { beforeAll, describe, expect, it } from 'vitest';
import { gatherReportContext } from '../../../src/evidence/report-context.js';
import { PLAIN_LOOK } from '../../../src/reports/layout/outputs.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import { renderOutageText } from '../../../src/reports/outage/rendering/render-text.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { END_OF_SAMPLE, loadIncident } from '../../support/load-incident.js';

let report: OutageReport;

beforeAll(async () => {
  const { db, config } = loadIncident();
  const context = await gatherReportContext(openSnapshot(db), config, END_OF_SAMPLE);
  const [outage] = context.outages;
  if (!outage) throw new Error('the sample has no outage');
  report = await reportOutage(context, outage);
});

describe('the outage report of the sample incident', () => {
  it('reads as in the golden file', async () => {
    const text = renderOutageText(report, PLAIN_LOOK);
    await expect(text).toMatchFileSnapshot('../../golden/outage-incident.txt');
  });

  it('is the data of the golden file', async () => {
    const json = `${JSON.stringify(report, null, 2)}\n`;
    await expect(json).toMatchFileSnapshot('../../golden/outage-incident.json');
  });

  it('draws with plain ASCII where the terminal has no more', () => {
    const text = renderOutageText(report, { ...PLAIN_LOOK, unicode: false });
    expect([...text].filter((character) => character > '~')).toEqual([]);
  });

  it('counts every OOPS of the windows once', () => {
    const { counts, systems, failureModes } = report;
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(counts.attributed).toBe(counts.during + counts.recovery);
    expect(counts.attributed).toBe(counts.expected + counts.background + counts.unexpected);
    expect(sum(failureModes.map(({ count }) => count))).toBe(counts.attributed);
    expect(sum(systems.map(({ failure }) => failure.unexpected))).toBe(counts.unexpected);
  });
});
