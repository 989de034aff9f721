import { beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reports/layout/outputs.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import { renderOutageHtml } from '../../../src/reports/outage/rendering/render-html.js';
import { renderOutageText } from '../../../src/reports/outage/rendering/render-text.js';
import { contextOfVerdicts } from '../../support/verdict-scene.js';
import { withoutStyle } from '../../support/without-style.js';

let report: OutageReport;

beforeAll(async () => {
  const context = await contextOfVerdicts();
  const [outage] = context.outages;
  if (!outage) throw new Error('there is one outage');
  report = await reportOutage(context, outage);
});

describe('the report of an outage with a system for every verdict', () => {
  it('has them', () => {
    const verdicts = report.systems.map(({ system, failure, recovery }) => [
      system.toUpperCase(),
      failure.verdict,
      recovery.verdict,
    ]);
    expect(verdicts).toEqual([
      ['ALLOWED', 'allowed', 'recovered'],
      ['BUGGY', 'failed-unexpectedly', 'recovered'],
      ['ELEVATED', 'failed-as-expected', 'elevated'],
      ['GOOD', 'failed-as-expected', 'recovered'],
      ['LATE', 'failed-as-expected', 'recovered-late'],
      ['NEVER', 'failed-as-expected', 'not-recovered'],
      ['PARTLY', 'failed-as-expected', 'partly-silent'],
      ['QUIET', 'no-evidence', 'no-evidence'],
      ['SILENT', 'failed-as-expected', 'silent'],
      ['STOPPED', 'stayed-silent', 'silent'],
      ['STUBBORN', 'not-shut-down', 'recovered'],
      ['AFFECTED', 'affected', 'recovered'],
      ['UNAFFECTED', 'unaffected', 'recovered'],
    ]);
  });

  it.each([80, 200])('reads in a terminal of %d columns as in the golden file', async (width) => {
    const text = renderOutageText(report, { ...PLAIN_LOOK, width });
    await expect(text).toMatchFileSnapshot(`../../golden/outage-verdicts-${width}.txt`);
  });

  it('is drawn as in the golden file', async () => {
    await expect(withoutStyle(renderOutageHtml([report], { oopsUrl: null }))).toMatchFileSnapshot(
      '../../golden/outage-verdicts.html',
    );
  });

  it('shows late failures as such, and where the observation is', () => {
    const late = report.timeline.systems.find(({ system }) => system === 'LATE');
    expect(late?.late.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(late?.observation?.start).toBe('2012-06-18T12:03:01.000Z');
  });
});
