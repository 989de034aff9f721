import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.js';
import { gatherReportContext } from '../../../src/evidence/report-context.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import { createJudge } from '../../../src/reports/register/judge-briefly.js';
import { listSystems } from '../../../src/reports/system/list-systems.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { END_OF_SAMPLE, loadIncident } from '../../support/load-incident.js';
import { at, reportContextOf, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

describe('the list of systems', () => {
  it('has those of the config and all that were heard, with their last verdicts', async () => {
    const { db, config } = loadIncident();
    const context = await gatherReportContext(openSnapshot(db), config, END_OF_SAMPLE);
    const { systems } = await listSystems(context, createJudge(context));
    const names = new Set([
      ...config.systems.map(({ name }) => name),
      ...context.reporters.map(({ name }) => context.systemOf(name)),
    ]);
    expect(systems.map(({ system }) => system)).toEqual([...names].sort());
    const [outage] = context.outages;
    if (!outage) throw new Error('there is no outage');
    const verdicts = (await reportOutage(context, outage)).systems.map(({ system, verdict }) => [
      system,
      verdict,
    ]);
    expect(
      systems
        .map(({ system, lastOutage }) => [system, lastOutage?.judged?.verdict])
        .filter(([, verdict]) => verdict !== undefined)
        .sort(),
    ).toEqual(verdicts.sort());
  });

  it('counts the day before what is known, and what was heard as of then', async () => {
    const { systems } = parseConfig(
      'systems: { web: { reporters: [web-*] }, quiet: {} }',
      'oops-report.yaml',
    );
    const of = (reporter: string, clock: string, day?: string) =>
      newOops(`OOPS-1${reporter}${clock}${day ?? ''}`, { reporter, time: at(clock, day) });
    const oopses = [
      ...[
        of('web-1', '11:59:59', '2011-09-07'),
        of('web-1', '12:00:00', '2011-09-07'),
        of('web-2', '11:59:59'),
      ],
      ...[of('web-2', '12:00:00'), of('cron', '12:30:00')],
    ];
    const windows = [windowOf('2011-09-08T12:00:00Z', '2011-09-08T12:01:00Z')];
    const context = await reportContextOf(oopses, windows, { systems }, at('12:00:00'));
    expect((await listSystems(context, createJudge(context))).systems).toEqual([
      {
        ...{ system: 'cron', isConfigured: false, during: 'fails', reporterCount: 1 },
        ...{ lastTime: null, lastDayCount: 0, lastOutage: null },
      },
      {
        ...{ system: 'quiet', isConfigured: true, during: 'fails', reporterCount: 0 },
        ...{ lastTime: null, lastDayCount: 0, lastOutage: null },
      },
      {
        ...{ system: 'web', isConfigured: true, during: 'fails', reporterCount: 2 },
        ...{ lastTime: '2011-09-08T11:59:59.000Z', lastDayCount: 2, lastOutage: null },
      },
    ]);
  });

  it('leaves the last outages of many systems unjudged where each has its own', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `S${index}`);
    const oopses = names.map((name) => newOops(`OOPS-1${name}`, { reporter: name, time: at('00:00:00') }));
    const windows = names.map((name, index) => {
      const start = at('01:00:00') + index * 60_000;
      return windowOf(new Date(start).toISOString(), new Date(start + 30_000).toISOString(), {
        ...{ outage: `of-${name}`, systems: [name] },
      });
    });
    const context = await reportContextOf(oopses, windows);
    const { systems } = await listSystems(context, createJudge(context));
    const judged = systems.filter(({ lastOutage }) => lastOutage?.judged != null);
    expect(judged.map(({ system }) => system)).toEqual(names.slice(10).sort());
    expect(systems.every(({ lastOutage, system }) => lastOutage?.outage === `of-${system}`)).toBe(true);
  });
});
