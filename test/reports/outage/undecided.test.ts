import { describe, expect, it } from 'vitest';
import { FAILURE_VERDICTS } from '../../../src/analysis/failure/finding.js';
import { RECOVERY_VERDICTS } from '../../../src/analysis/recovery/recovery-row.js';
import { PLAIN_LOOK } from '../../../src/reports/layout/outputs.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import { renderOutageHtml } from '../../../src/reports/outage/rendering/render-html.js';
import { renderOutageJunit } from '../../../src/reports/outage/rendering/render-junit.js';
import { renderOutageMetrics } from '../../../src/reports/outage/rendering/render-metrics.js';
import { renderOutageText } from '../../../src/reports/outage/rendering/render-text.js';
import { contextOfUndecided } from '../../support/undecided-scene.js';
import { contextOfVerdicts } from '../../support/verdict-scene.js';
import { withoutStyle } from '../../support/without-style.js';

async function report(clock: string, end: string | null): Promise<OutageReport> {
  const context = await contextOfUndecided(clock, end);
  const outage = context.outages.at(-1);
  if (!outage) throw new Error('there are outages');
  return reportOutage(context, outage);
}

const early = await report('12:05:00', '12:02:00');
const open = await report('12:01:20', null);
const verdictsOf = ({ systems }: OutageReport) =>
  systems.map(({ system, failure, recovery }) => [system, failure.verdict, recovery.verdict]);

describe('the report of an outage that cannot be judged yet', () => {
  it('says so three minutes after the end', () => {
    expect(verdictsOf(early)).toEqual([
      ['GOOD', 'failed-as-expected', 'too-early'],
      ['IMMUNE', 'did-not-fail', 'too-early'],
    ]);
  });

  it('says so while it lasts', () => {
    expect(verdictsOf(open)).toEqual([
      ['GOOD', 'failed-as-expected', 'ongoing'],
      ['IMMUNE', 'did-not-fail', 'ongoing'],
    ]);
    expect(open.end).toBeNull();
    expect(open.ongoing).toEqual({ until: '2012-06-18T12:01:20.000Z', seconds: 80, overSeconds: -220 });
    expect(early.ongoing).toBeNull();
    expect(renderOutageJunit([open])).toContain('<property name="ongoingSeconds" value="80"/>');
    expect(renderOutageMetrics([open])).toContain('oops_outage_ongoing_seconds{outage="fdt-18"} 80\n');
    expect(renderOutageMetrics([early])).not.toContain('oops_outage_ongoing_seconds');
  });

  it.each([
    ['early', early],
    ['open', open],
  ])('reads and is drawn as in the golden files: %s', async (name, report) => {
    const text = renderOutageText(report, PLAIN_LOOK);
    await expect(text).toMatchFileSnapshot(`../../golden/outage-${name}.txt`);
    await expect(withoutStyle(renderOutageHtml([report], { oopsUrl: null }))).toMatchFileSnapshot(
      `../../golden/outage-${name}.html`,
    );
  });

  it('leaves no verdict without a picture', async () => {
    const context = await contextOfVerdicts();
    const reports = context.outages.map((outage) => reportOutage(context, outage));
    const scenes = [early, open, ...(await Promise.all(reports))];
    const systems = scenes.flatMap((scene) => scene.systems);
    const failures = new Set(systems.map(({ failure }) => failure.verdict));
    const recoveries = new Set(systems.map(({ recovery }) => recovery.verdict));
    expect([...failures].sort()).toEqual([...FAILURE_VERDICTS].sort());
    expect([...recoveries].sort()).toEqual([...RECOVERY_VERDICTS].sort());
  });
});
