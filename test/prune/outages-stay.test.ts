import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.js';
import { gatherReportContext } from '../../src/evidence/report-context.js';
import { carryOut, planFor } from '../../src/prune/prune-store.js';
import { reportOutage } from '../../src/reports/outage/build-outage-report.js';
import { buildRegister } from '../../src/reports/register/build-register.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../src/store/store.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { millisecondsInDay, millisecondsInMinute } from '../../src/time/lengths.js';
import { newOops, SETTINGS } from '../support/sample-oops.js';
import { databaseOfYear, YEAR_STARTS } from '../support/year-scene.js';

const DAY = millisecondsInDay;
/** Few of them, so that there is something between them that no report reads. */
const STARTS = [0, 2, 6].map((place) => YEAR_STARTS[place] as number);
const CONFIG = parseConfig('', 'oops-report.yaml');

/** Somewhere in the year, often where the edge of something that a report reads is. */
const anyTime = fc
  .record({
    start: fc.constantFrom(...STARTS),
    off: fc.constantFrom(0, 0, 0, -1, 1, -2, -7, -10, -20, -29, -30, -31, 2, 3).map((days) => days * DAY),
    near: fc.integer({ min: -10 * millisecondsInMinute, max: 40 * millisecondsInMinute }),
  })
  .map(({ start, off, near }) => start + off + near);

const anyExtras: fc.Arbitrary<NewOops[]> = fc
  .array(
    fc.record({
      time: anyTime,
      reporter: fc.constantFrom('WEB', 'CODE'),
      type: fc.constantFrom('DisconnectionError', 'AssertionError', 'AssertionError', 'KeyError'),
      value: fc.constantFrom(...'abcdefghijkl'),
      isInexact: fc.constantFrom(false, false, false, true),
      burst: fc.constantFrom(1, 1, 1, 12),
    }),
    { minLength: 60, maxLength: 120, size: 'max' },
  )
  .map((drawn) =>
    drawn.flatMap(({ time, isInexact, burst, ...given }, place) =>
      Array.from({ length: burst }, (_, at) =>
        newOops(
          `OOPS-9X${place}Y${at}`,
          { ...given, time: time + at * 5000 },
          isInexact ? { timeSource: 'directory' } : {},
        ),
      ),
    ),
  );

async function reportsOf(store: Store, from: number): Promise<string> {
  return store.snapshot(async (data) => {
    const context = await gatherReportContext(data, CONFIG, null);
    const reports = [];
    for (const outage of context.outages)
      if (outage.start >= from) reports.push(await reportOutage(context, outage));
    const register = await buildRegister(context, { start: from, end: 8e15 });
    return JSON.stringify([...reports, register], null, 1);
  });
}

describe('the reports of the outages of the last year', () => {
  it(
    'are the same to the byte before and after a prune',
    () =>
      fc.assert(
        fc.asyncProperty(
          anyExtras,
          fc.integer({ min: 0, max: 120 }),
          fc.integer({ min: 0, max: 200 }),
          async (extras, age, later) => {
            const store = createSqliteStore(
              databaseOfYear(extras, (start) => STARTS.includes(start)),
              SETTINGS,
            );
            const now = Date.parse('2012-02-01T00:00:00Z') + later * DAY;
            const from = now - 365 * DAY;
            const expected = await reportsOf(store, from);
            const plan = await planFor(store, {
              config: CONFIG,
              now,
              before: now - age * DAY,
              referred: new Set(),
              deletesFiles: false,
            });
            const { deleted } = await carryOut(store, plan, {});
            expect(deleted).toBe(plan.prunable.oopses);
            expect(await reportsOf(store, from)).toBe(expected);
            await store.close();
          },
        ),
        { numRuns: 4, endOnFailure: true },
      ),
    300_000,
  );
});
