import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryOut, planFor } from '../../src/prune/prune-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { millisecondsInDay } from '../../src/time/lengths.js';
import { anyExtras, CONFIG, reportsOf, STARTS } from '../support/outage-extras.js';
import { SETTINGS } from '../support/sample-oops.js';
import { databaseOfYear } from '../support/year-scene.js';

const DAY = millisecondsInDay;

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
