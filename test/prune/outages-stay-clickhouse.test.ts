import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { carryOut, planFor } from '../../src/prune/prune-store.js';
import { reportDaily } from '../../src/reports/daily/request.js';
import { createClickHouseStore } from '../../src/store/clickhouse/clickhouse-store.js';
import { clearAway } from '../../src/store/clickhouse/prune/clear-away.js';
import { copyStore } from '../../src/store/copy/copy-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../src/store/store.js';
import { millisecondsInDay } from '../../src/time/lengths.js';
import { createDatabasePool } from '../store/clickhouse/database-pool.js';
import { describeWithClickHouse } from '../support/clickhouse/clickhouse-parts.js';
import { anyExtras, CONFIG, reportsOf, STARTS } from '../support/outage-extras.js';
import { SETTINGS } from '../support/sample-oops.js';
import { databaseOfYear } from '../support/year-scene.js';

const DAY = millisecondsInDay;

/** Copies a store into another one. */
const copyInto = (from: Store, to: Store) =>
  copyStore({
    from: { store: from, name: 'from', address: 'from' },
    to: { store: to, name: 'to' },
    signal: new AbortController().signal,
    onProgress: () => {},
  });

/** Each question takes seconds: two of them are enough. */
const OUTAGES = STARTS.slice(1);

/** The days of outages, and those around them, as daily reports have them. */
const daysOf = (store: Store) =>
  store.snapshot((data) =>
    reportDaily(
      { data, config: CONFIG },
      OUTAGES.flatMap((start) => [start, start + DAY]).map((moment) => {
        const start = Math.floor(moment / DAY) * DAY;
        return {
          ...({ period: { start, end: start + DAY }, summary: 'webapp', isBySystem: true } as const),
          ...{ group: null, systems: null },
        };
      }),
      null,
    ),
  );

describeWithClickHouse('a prune of a year over ClickHouse', () => {
  const pool = createDatabasePool(2);
  afterAll(() => pool.drop());

  it(
    'has outages and days reported as SQLite does, those of the last year as before, to the byte',
    () =>
      fc.assert(
        fc.asyncProperty(
          anyExtras,
          fc.integer({ min: 0, max: 120 }),
          fc.integer({ min: 0, max: 200 }),
          async (extras, age, later) => {
            const sqlite = createSqliteStore(
              databaseOfYear(extras, (start) => OUTAGES.includes(start)),
              SETTINGS,
            );
            const { connection, openNodes, release } = await pool.take();
            const clickHouse = createClickHouseStore(connection, SETTINGS, { openNodes });
            expect((await copyInto(sqlite, clickHouse)).differences).toEqual([]);
            const now = Date.parse('2012-02-01T00:00:00Z') + later * DAY;
            const from = now - 365 * DAY;
            const request = {
              now,
              before: now - age * DAY,
              referred: new Set<string>(),
              deletesFiles: false,
            };
            const before = await reportsOf(clickHouse, from);
            const deleted: number[] = [];
            for (const store of [sqlite, clickHouse]) {
              const plan = await planFor(store, { ...request, config: CONFIG });
              deleted.push(plan.prunable.oopses, (await carryOut(store, plan, {})).deleted);
            }
            expect(new Set(deleted).size).toBe(1);
            const days = await daysOf(sqlite);
            const outages = await reportsOf(sqlite, 0);
            expect(await reportsOf(clickHouse, 0)).toBe(outages);
            const told = await daysOf(clickHouse);
            expect(told).toEqual(days);
            for (const { reported, suppressed, total } of told) expect(reported + suppressed).toBe(total);
            await clearAway({ connection, openNodes }, undefined, 0);
            expect(await reportsOf(clickHouse, from)).toBe(before);
            await sqlite.close();
            await clickHouse.close();
            release();
          },
        ),
        { numRuns: 1, endOnFailure: true },
      ),
    300_000,
  );
});
