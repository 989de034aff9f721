import { afterAll, expect, it } from 'vitest';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import type { Connection } from '../../../../src/store/clickhouse/connecting/connection.js';
import { sayWords } from '../../../../src/store/clickhouse/words.js';
import { write } from '../../../../src/store/clickhouse/writes.js';
import type { StoredAttribution } from '../../../../src/store/records.js';
import type { AttributionWriter, Store } from '../../../../src/store/store.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const CLAIM: StoredAttribution = {
  ...{ outage: 'one', phase: 'downtime', relation: 'during', disposition: 'expected', isSuppressed: true },
};

function addAll(writer: AttributionWriter, numbers: readonly number[], outage = 'one'): void {
  for (const number of numbers) writer.add({ id: `OOPS-1A${number}`, time: AT }, { ...CLAIM, outage });
}

describeWithClickHouse('changeAttributions', () => {
  const pool = createDatabasePool(1);
  afterAll(() => pool.drop());

  async function onStore(work: (store: Store, connection: Connection) => Promise<void>): Promise<void> {
    const { connection, release } = await pool.take();
    await fill(connection, { oopses: [1, 2, 3, 4].map((number) => newOops(`OOPS-1A${number}`)) });
    const store = createClickHouseStore(connection, SETTINGS);
    await work(store, connection);
    await store.close();
    release();
  }

  const look = (store: Store) =>
    store.snapshot(async (data) => ({
      basis: await data.attributionBasis(),
      suppressed: (await data.tallySignatures({ start: AT, end: AT + 1 })).map((one) => one.suppressed),
    }));

  it('writes no rows of what is as it was', async () => {
    await onStore(async (store, connection) => {
      const turn = (numbers: readonly number[], basis: string) =>
        store.changeAttributions(async (_, writer) => {
          writer.clearAll();
          addAll(writer, numbers);
          addAll(writer, [4], 'two');
          writer.finish(basis);
        });
      const countRows = () => connection.row('SELECT count() FROM attribution');
      await turn([1, 2], 'a');
      expect(await countRows()).toEqual([3]);
      await turn([2, 1], 'b');
      expect(await countRows()).toEqual([3]);
      expect(await look(store)).toEqual({ basis: 'b', suppressed: [3] });
      await turn([1], 'c');
      expect(await countRows()).toEqual([4]);
      expect(await look(store)).toEqual({ basis: 'c', suppressed: [2] });
    });
  });

  it('refuses an OOPS of two outages, and one of an outage that was not cleared, and writes nothing then', async () => {
    await onStore(async (store) => {
      const twice = store.changeAttributions(async (_, writer) => {
        addAll(writer, [1]);
        addAll(writer, [1], 'two');
      });
      await expect(twice).rejects.toThrow('the OOPS oops-1a1 was attributed twice');
      await store.changeAttributions(async (_, writer) => addAll(writer, [2]));
      const more = store.changeAttributions(async (_, writer) => addAll(writer, [3]));
      await expect(more).rejects.toThrow('the outage one was not cleared before it was written');
      expect(await look(store)).toEqual({ basis: undefined, suppressed: [1] });
    });
  });

  it('has the last word hold where two write at once, with all that it was said of', async () => {
    await onStore(async (store) => {
      await store.changeAttributions(async (_, writer) => addAll(writer, [4], 'two'));
      await store.changeAttributions(async (_, writer) => {
        writer.clear('one');
        addAll(writer, [1]);
        writer.finish('first begun');
        await store.changeAttributions(async (_, other) => {
          other.clearAll();
          addAll(other, [1, 2, 3]);
          other.finish('first done');
        });
        expect(await look(store)).toEqual({ basis: 'first done', suppressed: [3] });
      });
      expect(await look(store)).toEqual({ basis: 'first begun', suppressed: [2] });
    });
  });

  it('forgets the basis that is taken back, and that of other attributions', async () => {
    await onStore(async (store, connection) => {
      await store.changeAttributions(async (_, writer) => {
        addAll(writer, [1]);
        writer.finish('a');
      });
      await write(connection, (writing) => sayWords(writing, 'attribution', [{ key: '', value: [] }]));
      expect(await look(store)).toEqual({ basis: undefined, suppressed: [0] });
      await store.changeAttributions(async (_, writer) => writer.finish('b'));
      expect(await look(store)).toEqual({ basis: 'b', suppressed: [0] });
      await write(connection, (writing) => sayWords(writing, 'basis', [{ key: '', value: null }]));
      expect(await look(store)).toEqual({ basis: undefined, suppressed: [0] });
    });
  });
});
