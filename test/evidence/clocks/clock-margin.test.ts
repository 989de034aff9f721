import { expect, it } from 'vitest';
import { judgeOutage } from '../../../src/analysis/verdict.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { measureClockMargin } from '../../../src/evidence/clocks/clock-margin.js';
import { gatherEvidence } from '../../../src/evidence/gather-evidence.js';
import { gatherReportContext } from '../../../src/evidence/report-context.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { importWindows } from '../../../src/store/sqlite/tables/windows.js';
import { databaseOf, newOops } from '../../support/sample-oops.js';

const START = Date.parse('2011-09-08T08:00:00Z');

/** An outage of a minute, with an AssertionError some seconds after its end. */
async function marginWith(secondsAfter: number) {
  const error = (id: string, type: string, time: number) => newOops(id, { reporter: 'A', type, time });
  const db = databaseOf([
    error('OOPS-1A1', 'NotFound', START - 20 * 3_600_000),
    ...Array.from({ length: 40 }, (_, index) =>
      error(`OOPS-1A${index + 10}`, 'DisconnectionError', START + 30_000),
    ),
    error('OOPS-1A2', 'AssertionError', START + 60_000 + secondsAfter * 1000),
  ]);
  const window = {
    outage: 'fdt-1',
    phase: 'downtime',
    systems: ['*'],
    start: START,
    end: START + 60_000,
  } as const;
  importWindows(db, [{ ...window, title: null, budgetSeconds: null, source: 'test' }], { at: 0, by: 'test' });
  const config = parseConfig('', 'oops-report.yaml');
  const context = await gatherReportContext(openSnapshot(db), config, START + 86_400_000);
  const [outage] = context.outages;
  if (!outage) throw new Error('there is one outage');
  const evidence = await gatherEvidence(context, outage);
  return measureClockMargin(context, outage, evidence, judgeOutage(evidence, config));
}

// The window ends a second late, by the clock tolerance, and its end is outside: a shift as long as the distance takes
// the error in, and the verdict becomes failed-unexpectedly.
it.each([
  [12, 10, 20],
  [2, 1, 2],
  [1, 0, 1],
])('finds that an error %d s after the end bears %d s', async (secondsAfter, held, changed) => {
  expect(await marginWith(secondsAfter)).toMatchObject({ seconds: held, changesAtSeconds: changed });
});

it('finds where the storm itself would leave the window', async () => {
  expect(await marginWith(600)).toMatchObject({ seconds: 30, changesAtSeconds: 60 });
});
