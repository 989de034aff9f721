import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../../src/evidence/gather-evidence.js';
import { gatherReportContext, type ReportContext } from '../../../src/evidence/report-context.js';
import { gatherUsualFailures } from '../../../src/evidence/usual/usual-failures.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { totalLength } from '../../../src/time/interval.js';
import { loadIncident } from '../../support/load-incident.js';
import { at, reportContextOf, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';
import { contextOfYear } from '../../support/year-scene.js';

/** The baselines of an outage's systems, as its checks have them, by type. */
async function baselinesOf(context: ReportContext, id: string) {
  const outage = context.outages.find((one) => one.id === id);
  if (!outage) throw new Error(`there is no outage ${id}`);
  const { systems } = await gatherEvidence(context, outage);
  return systems.map(({ system, start, baseline }) => {
    const counts: Record<string, number> = {};
    for (const { type, isOutageFailure, count } of baseline.counts) {
      const key = `${type} ${isOutageFailure}`;
      counts[key] = (counts[key] ?? 0) + count;
    }
    return { system, start, intervals: baseline.intervals, counts };
  });
}

async function expectSame(context: ReportContext, id: string): Promise<number> {
  const baselines = await baselinesOf(context, id);
  for (const { system, start, intervals, counts } of baselines) {
    const usual = await gatherUsualFailures(context, system, start);
    expect(usual.intervals).toEqual(intervals);
    expect(
      Object.fromEntries(
        usual.types.map(({ type, isOutageFailure, count }) => [`${type} ${isOutageFailure}`, count]),
      ),
    ).toEqual(counts);
  }
  return baselines.length;
}

describe('how a system usually fails', () => {
  it('is the baseline of an outage that begins then', async () => {
    const { db, config } = loadIncident();
    const context = await gatherReportContext(openSnapshot(db), config, null);
    expect(await expectSame(context, 'fdt-2011-09-08')).toBeGreaterThan(8);
  });

  it('leaves out what other outages reach', async () => {
    const year = await contextOfYear();
    const last = year.outages.findLast(({ id }) => id.startsWith('fdt-2012-05-08-10'));
    expect(await expectSame(year, last?.id ?? '')).toBe(2);
  });

  it('leaves out storms that nobody wrote down', async () => {
    const storm = Array.from({ length: 40 }, (_, index) =>
      newOops(`OOPS-1A${index}`, {
        ...{ reporter: 'A', type: 'DisconnectionError', url: `https://launchpad.net/${index}` },
        time: at('03:00:00') + index * 1000,
      }),
    );
    const others = Array.from({ length: 20 }, (_, hour) =>
      newOops(`OOPS-1B${hour}`, { reporter: 'A', type: 'KeyError', time: at('00:30:00') - hour * 3_600_000 }),
    );
    const context = await reportContextOf(
      [...storm, ...others],
      [windowOf('2011-09-08T08:00:00Z', '2011-09-08T08:01:00Z')],
    );
    expect(await expectSame(context, 'fdt')).toBe(1);
    const usual = await gatherUsualFailures(context, 'A', at('08:00:00'));
    expect(usual.types).toEqual([{ type: 'KeyError', isOutageFailure: false, count: 17 }]);
    // The storm took 39 s, to its last moment, and goes with a grace of a minute on both sides.
    expect(totalLength(usual.intervals)).toBe(24 * 3_600_000 - 159_001);
  });
});
