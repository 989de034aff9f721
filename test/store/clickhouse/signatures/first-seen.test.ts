import { afterAll, describe, expect, it } from 'vitest';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import { localName } from '../../../../src/store/clickhouse/schema/statements.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { ALWAYS } from '../../answers/any-oopses.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const VALUES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** One OOPS a signature, each on one of the shards. */
const seenAt = (day: string, time: number) =>
  VALUES.map((value) => newOops(`OOPS-${day}${value}`, { type: 'KeyError', value, time }, { time }));

describeWithClickHouse('when signatures were first seen', () => {
  describe.each([1, 2] as const)('on %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());

    it.each([
      ['the earlier', [AT, AT + 1000]],
      ['the later', [AT + 1000, AT]],
    ])('is the earliest time, whether %s came first, after parts were merged too', async (_, times) => {
      const { connection, release } = await pool.take();
      for (const [index, time] of times.entries())
        await fill(connection, { oopses: seenAt(`${index}`, time) });
      await connection.command(`OPTIMIZE TABLE ${localName('first_seen', connection.cluster)} FINAL`);
      const store = createClickHouseStore(connection, SETTINGS);
      const first = await store.snapshot(async (data) =>
        data.firstSeen((await data.tallySignatures(ALWAYS)).map(({ signature }) => signature)),
      );
      expect(Array.from(first, ([{ value }, time]) => [value, time]).sort()).toEqual(
        VALUES.map((value) => [value, AT]),
      );
      await store.close();
      release();
    });
  });
});
