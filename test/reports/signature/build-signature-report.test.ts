import { describe, expect, it } from 'vitest';
import { rewriteAttributions } from '../../../src/evidence/attribution-table/rewrite.js';
import { gatherReportContext, type ReportContext } from '../../../src/evidence/report-context.js';
import { buildSignatureReport } from '../../../src/reports/signature/build-signature-report.js';
import type { SignatureReport } from '../../../src/reports/signature/signature-report.js';
import { settingsOf } from '../../../src/store/derivation-settings.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { END_OF_SAMPLE, loadIncident } from '../../support/load-incident.js';
import { at, reportContextOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

async function incidentContext(asOf: number | null): Promise<ReportContext> {
  const { db, config } = loadIncident();
  await rewriteAttributions(createSqliteStore(db, settingsOf(config)), config);
  return gatherReportContext(openSnapshot(db), config, asOf);
}

async function reportOf(context: ReportContext, type: string, value: string): Promise<SignatureReport> {
  const signature = (await context.data.signaturesOfType(type)).find((one) => one.value === value);
  if (!signature) throw new Error(`there is no signature ${type}: ${value}`);
  return buildSignatureReport(context, signature, 'digest');
}

describe('the report of a signature', () => {
  it('tells when it was seen, of whom, and how it belongs to outages', async () => {
    const context = await incidentContext(END_OF_SAMPLE);
    const report = await reportOf(context, 'DisconnectionError', 'Already disconnected');
    expect(report).toMatchObject({
      ...{ kind: 'signature', type: 'DisconnectionError', value: 'Already disconnected', digest: 'digest' },
      ...{ bug: null, observedUntil: '2011-09-08T10:55:00.000Z' },
      ...{ count: 44, outsideOutages: 0, suppressed: 44, inexactTime: 0 },
      ...{ firstTime: '2011-09-08T08:53:07.824Z', lastTime: '2011-09-08T08:55:07.045Z' },
      outages: [
        {
          ...{ outage: 'fdt-2011-09-08', title: 'Fast downtime trial run', count: 44, suppressed: 44 },
          ...{ start: '2011-09-08T08:53:05.000Z', end: '2011-09-08T08:55:17.000Z' },
          ...{ expected: 44, background: 0, unexpected: 0 },
        },
      ],
      causes: [],
    });
    expect(report.oopses).toHaveLength(10);
    expect(report.oopses[0]).toMatchObject({ time: report.lastTime, disposition: 'expected' });
  });

  it.each([END_OF_SAMPLE, null])('adds up, as of %s, for every signature', async (asOf) => {
    const context = await incidentContext(asOf);
    const interval = { start: 0, end: asOf ?? 8.64e15 };
    for (const { signature, count, suppressed } of await context.data.tallySignatures(interval)) {
      const report = await buildSignatureReport(context, signature, '');
      expect(report).toMatchObject({ count, suppressed });
      const { outages, systems, timeline, urls } = report;
      const sum = (counts: readonly { readonly count: number }[]) =>
        counts.reduce((total, one) => total + one.count, 0);
      expect(report.outsideOutages + sum(outages)).toBe(count);
      for (const one of outages) expect(one.expected + one.background + one.unexpected).toBe(one.count);
      expect(sum(systems)).toBe(count);
      expect(sum(systems.flatMap(({ reporters }) => reporters))).toBe(count);
      expect(sum(timeline?.steps ?? []) + report.inexactTime).toBe(count);
      expect(timeline?.steps.length).toBeLessThanOrEqual(101);
      if (urls.distinct <= urls.top.length) expect(sum(urls.top) + urls.unknown).toBe(count);
      expect(report.oopses).toHaveLength(Math.min(10, count));
    }
  });

  it('counts by days of the zone of the config where it was seen for long', async () => {
    const times = ['2011-07-30', '2011-07-31', '2011-09-07'].map((day) => at('23:30:00', day));
    const context = await reportContextOf(
      times.map((time, index) => newOops(`OOPS-1A${index}`, { type: 'KeyError', time })),
      [],
      { timezone: 'Europe/London' },
    );
    const { timeline } = await reportOf(context, 'KeyError', '');
    expect(timeline).toMatchObject({ secondsPerStep: 86_400, timezone: 'Europe/London' });
    // 23:30 UTC is half past midnight there; what follows to the end of what was read is a silence that is seen.
    expect(timeline?.steps[0]).toEqual({
      ...{ start: '2011-07-30T23:00:00.000Z', end: '2011-07-31T23:00:00.000Z', count: 1, suppressed: 0 },
    });
    expect(timeline?.steps.map(({ count }) => count)).toEqual([1, 1, ...Array(37).fill(0), 1, 0]);
  });

  it('is of nothing where a bug tracks what no OOPS has any more, and as of a time before all', async () => {
    const context = await reportContextOf(
      [newOops('OOPS-1A1', { type: 'KeyError' })],
      [],
      {},
      at('08:00:00'),
    );
    const report = await reportOf(context, 'KeyError', '');
    expect(report).toMatchObject({
      ...{ count: 0, outsideOutages: 0, firstTime: null, lastTime: null, timeline: null },
      ...{ systems: [], outages: [], oopses: [] },
    });
  });
});
