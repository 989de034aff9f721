import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.js';
import { gatherReportContext, type ReportContext } from '../../../src/evidence/report-context.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import { createJudge } from '../../../src/reports/register/judge-briefly.js';
import { buildSystemReport } from '../../../src/reports/system/build-system-report.js';
import type { SystemReport } from '../../../src/reports/system/system-report.js';
import { viewSystem } from '../../../src/reports/system/view.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { END_OF_SAMPLE, loadIncident } from '../../support/load-incident.js';
import { at, reportContextOf, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';
import { contextOfYear } from '../../support/year-scene.js';

const reportOf = (context: ReportContext, system: string, page = 1): Promise<SystemReport> =>
  buildSystemReport(context, { system, page, judge: createJudge(context) });

async function incidentContext(): Promise<ReportContext> {
  const { db, config } = loadIncident();
  return gatherReportContext(openSnapshot(db), config, END_OF_SAMPLE);
}

const factOf = (report: SystemReport, label: string) =>
  viewSystem(report).facts.find((fact) => fact.label === label)?.text;

describe('the report of a system', () => {
  it('tells of its outages what their reports tell, the newest first', async () => {
    const year = await contextOfYear();
    const report = await reportOf(year, 'WEB');
    expect(report.outages.map(({ outage }) => outage)).toEqual(year.outages.map(({ id }) => id).toReversed());
    for (const { outage, judged } of report.outages) {
      const named = year.outages.find(({ id }) => id === outage);
      if (!named) throw new Error(`there is no outage ${outage}`);
      const { systems } = await reportOutage(year, named);
      const own = systems.find(({ system }) => system === 'WEB');
      expect(judged).toMatchObject({
        ...{ verdict: own?.verdict, phase: own?.phase, discards: own?.discards },
        failure: {
          ...{ verdict: own?.failure.verdict, expected: own?.failure.expected },
          ...{ background: own?.failure.background, unexpected: own?.failure.unexpected },
        },
        recovery: { verdict: own?.recovery.verdict, lagSeconds: own?.recovery.lagSeconds },
      });
    }
    expect(new Set(report.outages.map(({ judged }) => judged?.verdict)).size).toBeGreaterThan(1);
  });

  it('judges an outage once, whoever asks', async () => {
    const year = await contextOfYear();
    const known = new Map();
    const judge = createJudge(year, known);
    await buildSystemReport(year, { system: 'WEB', page: 1, judge });
    const before = [...known.values()];
    expect(before).toHaveLength(year.outages.length);
    await buildSystemReport(year, { system: 'CODE', page: 1, judge });
    expect([...known.values()]).toEqual(before);
    expect([...known.values()].every((one, place) => one === before[place])).toBe(true);
  });

  it('has rates of its types and what its reporters did', async () => {
    const context = await incidentContext();
    const report = await reportOf(context, 'appservers');
    expect(report).toMatchObject({
      ...{ kind: 'system', system: 'appservers', isConfigured: true, during: 'fails' },
      ...{ observedUntil: '2011-09-08T10:55:00.000Z', outageCount: 1, page: 1, pageCount: 1 },
      expectedFailures: { isOwn: false, families: ['all'], modes: [] },
    });
    const { usual, reporters, days } = report;
    expect(usual.count).toBe(usual.types.reduce((sum, { count }) => sum + count, 0));
    for (const { count, perHour, perDay } of usual.types) {
      expect(perHour).toBeCloseTo((count * 3600) / usual.seconds, 1);
      expect(perDay).toBeCloseTo((count * 86_400) / usual.seconds, 0);
    }
    expect(reporters.map(({ reporter }) => reporter).join('')).toBe('ABCDEFGHIJ');
    const all = reporters.reduce((sum, { count }) => sum + count, 0);
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toMatchObject({ date: '2011-09-08' });
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  });

  it.each([
    ['appservers', 'it fails, as the config expects of every system: all families that are built in'],
    ['codehosting', 'it fails, as the config expects of it: 2 failures of its own words'],
    ['blog', 'it goes on as usual: nothing that it depends on is away'],
  ])('says what is expected of %s', async (system, text) => {
    expect(factOf(await reportOf(await incidentContext(), system), 'In an outage')).toBe(text);
  });

  it('says nothing of a system that the config names and nobody reports for', async () => {
    const { systems } = parseConfig(
      'systems: { web: { reporters: [web-*] }, quiet: {} }',
      'oops-report.yaml',
    );
    const context = await reportContextOf(
      [newOops('OOPS-1A1', { reporter: 'web-1', time: at('07:00:00') })],
      [windowOf('2011-09-08T08:00:00Z', '2011-09-08T08:01:00Z')],
      { systems },
    );
    const report = await reportOf(context, 'quiet');
    expect(report).toMatchObject({ isConfigured: true, reporters: [], usual: { count: 0, types: [] } });
    expect(factOf(report, 'Last heard')).toBe('never');
    expect(report.outages[0]?.judged).toMatchObject({ verdict: 'inconclusive' });
  });

  it('does not judge an outage around which it was not heard', async () => {
    const context = await reportContextOf(
      [
        newOops('OOPS-1A1', { reporter: 'A', time: at('07:00:00') }),
        newOops('OOPS-1B1', { reporter: 'B', time: at('07:00:00', '2011-08-08') }),
      ],
      [windowOf('2011-09-08T08:00:00Z', '2011-09-08T08:01:00Z')],
    );
    const report = await reportOf(context, 'B');
    expect(report.outages).toMatchObject([{ outage: 'fdt', judged: null }]);
    expect(viewSystem(report).outages[0]).toMatchObject({
      verdict: null,
      verdictText: 'not heard around it',
    });
    expect(factOf(report, 'Config')).toBe('does not name it: it is a reporter that no system has');
  });

  it('has fifty outages on a page, and none that has not begun', async () => {
    const windows = Array.from({ length: 120 }, (_, index) => {
      const start = at('00:00:00', '2011-01-01') + index * 86_400_000;
      return windowOf(new Date(start).toISOString(), new Date(start + 60_000).toISOString(), {
        outage: `fdt-${index}`,
      });
    });
    const later = windowOf('2011-10-01T00:00:00Z', '2011-10-01T00:01:00Z', { outage: 'later' });
    const elsewhere = windowOf('2011-09-01T00:00:00Z', '2011-09-01T00:01:00Z', {
      outage: 'b',
      systems: ['B'],
    });
    const context = await reportContextOf(
      [newOops('OOPS-1A1', { reporter: 'A' })],
      [...windows, later, elsewhere],
    );
    const pages = [
      await reportOf(context, 'A', 1),
      await reportOf(context, 'A', 3),
      await reportOf(context, 'A', 9),
    ];
    expect(pages.map(({ page, pageCount, outageCount }) => [page, pageCount, outageCount])).toEqual([
      [1, 3, 120],
      [3, 3, 120],
      [3, 3, 120],
    ]);
    expect(pages[0]?.outages.map(({ outage }) => outage)).toEqual(
      Array.from({ length: 50 }, (_, index) => `fdt-${119 - index}`),
    );
    expect(pages[1]?.outages.at(-1)?.outage).toBe('fdt-0');
    expect(viewSystem(pages[1] as SystemReport).outagesAbout).toBe(
      '120 outages hold it, the newest first. Page 3 of 3.',
    );
  });
});
