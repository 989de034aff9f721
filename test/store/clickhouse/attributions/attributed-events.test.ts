import { afterAll, describe, expect, it } from 'vitest';
import { readAttributedEvents } from '../../../../src/store/clickhouse/attributions/attributed-events.js';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import type { Connection } from '../../../../src/store/clickhouse/connecting/connection.js';
import { beginReading, type Reading } from '../../../../src/store/clickhouse/events/reading.js';
import { localName } from '../../../../src/store/clickhouse/schema/statements.js';
import { takeCut } from '../../../../src/store/clickhouse/writes.js';
import type { StoredAttribution } from '../../../../src/store/records.js';
import type { Store } from '../../../../src/store/store.js';
import type { Interval } from '../../../../src/time/interval.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const CLAIM: StoredAttribution = {
  ...{ outage: 'one', phase: 'downtime', relation: 'during', disposition: 'expected', isSuppressed: true },
};
/** Twenty, a second apart: enough to lie on both shards. */
const OOPSES = Array.from({ length: 20 }, (_, index) =>
  newOops(`OOPS-1A${index}`, { time: AT + 1000 * index }),
);

/** Says of the OOPSes with these numbers that they belong to an outage, and of no others. */
function attribute(
  store: Store,
  outage: string,
  numbers: readonly number[],
  more: Partial<StoredAttribution> = {},
) {
  return store.changeAttributions(async (_, writer) => {
    writer.clear(outage);
    // Ids are named in any case.
    for (const number of numbers)
      writer.add({ id: `oops-1a${number}`, time: AT + 1000 * number }, { ...CLAIM, outage, ...more });
  });
}

/** How many OOPSes belong to each outage, and how many of them are left out. */
async function countByOutage(reading: Reading, interval?: Interval) {
  const { from, parameters, columns } = await readAttributedEvents(reading, interval);
  const { start, end } = interval ?? { start: AT, end: AT + 1_000_000 };
  return reading.connection.rows(
    `SELECT ${columns.outage}, ${columns.phase}, ${columns.relation}, ${columns.disposition}, sum(${columns.isSuppressed}), count()
     FROM ${from} WHERE ${reading.alive} AND time >= {start:Int64} AND time < {end:Int64}
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 4`,
    { ...reading.parameters, ...parameters, start, end },
  );
}

describeWithClickHouse('attributed events', () => {
  describe.each([1, 2] as const)('of %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());

    async function onStore(work: (store: Store, connection: Connection) => Promise<void>): Promise<void> {
      const { connection, release } = await pool.take();
      await fill(connection, { oopses: OOPSES });
      const store = createClickHouseStore(connection, SETTINGS);
      await work(store, connection);
      await store.close();
      release();
    }

    const read = async (connection: Connection) =>
      beginReading(connection, SETTINGS, await takeCut(connection));

    it('have what was said of them last, each event once', async () => {
      await onStore(async (store, connection) => {
        expect(await countByOutage(await read(connection))).toEqual([[null, null, null, null, 0, 20]]);
        await attribute(store, 'one', [1, 2, 3, 4, 5, 6]);
        await attribute(store, 'two', [7, 8, 9], {
          phase: 'partial',
          disposition: 'background',
          isSuppressed: false,
        });
        await attribute(store, 'one', [4, 5, 6, 10], { relation: 'recovery' });
        const reading = await read(connection);
        expect(await countByOutage(reading)).toEqual([
          ['one', 'downtime', 'recovery', 'expected', 4, 4],
          ['two', 'partial', 'during', 'background', 0, 3],
          [null, null, null, null, 0, 13],
        ]);
        expect(await countByOutage(reading, { start: AT + 5000, end: AT + 8000 })).toEqual([
          ['one', 'downtime', 'recovery', 'expected', 2, 2],
          ['two', 'partial', 'during', 'background', 0, 1],
        ]);
      });
    });

    it('are one state, also when the rows were written anew and merged meanwhile', async () => {
      await onStore(async (store, connection) => {
        await attribute(store, 'one', [1, 2, 3]);
        const reading = await read(connection);
        const before = await countByOutage(reading);
        await attribute(store, 'one', [3, 4], { disposition: 'unexpected' });
        await connection.command(`OPTIMIZE TABLE ${localName('attribution', connection.cluster)} FINAL`);
        expect(await countByOutage(reading)).toEqual(before);
        expect(await countByOutage(await read(connection))).toEqual([
          ['one', 'downtime', 'during', 'unexpected', 2, 2],
          [null, null, null, null, 0, 18],
        ]);
      });
    });
  });
});
