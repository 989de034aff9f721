import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import type { Connection } from '../../../../src/store/clickhouse/connecting/connection.js';
import { clearAway } from '../../../../src/store/clickhouse/prune/clear-away.js';
import { localName } from '../../../../src/store/clickhouse/schema/statements.js';
import type { PruneQuestion } from '../../../../src/store/questions/pruning.js';
import type { Store } from '../../../../src/store/store.js';
import { millisecondsInDay, millisecondsInHour } from '../../../../src/time/lengths.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { newOops, SETTINGS } from '../../../support/sample-oops.js';
import { ALWAYS, START } from '../../answers/any-oopses.js';
import { createDatabasePool, type EmptyDatabase } from '../database-pool.js';
import { fill } from '../fill-store.js';

const DAY = millisecondsInDay;

/** Twelve a day of three days, on both shards, the first of the first day kept by its id. */
const OOPSES = Array.from({ length: 36 }, (_, place) =>
  newOops(`OOPS-1A${place}`, {
    time: START + Math.floor(place / 12) * DAY + (place % 12) * millisecondsInHour,
  }),
);
const KEPT = 'oops-1a0';
/** The first day goes, but for that one. */
const QUESTION: PruneQuestion = {
  before: START + 2 * DAY,
  stretches: [{ start: Number.MIN_SAFE_INTEGER, end: START + DAY }],
  kept: new Set([KEPT, 'oops-never']),
};
const LEFT = OOPSES.filter((_, place) => place === 0 || place >= 12).map(({ oops }) => oops.id.toLowerCase());

async function idsOf(store: Store): Promise<string[]> {
  return store.snapshot(async (data) => {
    const ids: string[] = [];
    for await (const { stored } of data.oopses(ALWAYS)) ids.push(stored.oops.id.toLowerCase());
    return ids;
  });
}

describeWithClickHouse('what a prune took back', () => {
  describe.each([1, 2] as const)('on %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());
    let database: EmptyDatabase;
    let connection: Connection;
    let store: Store;

    beforeAll(() => {
      expect(LEFT).toHaveLength(25);
    });

    beforeEach(async () => {
      database = await pool.take();
      ({ connection } = database);
      await fill(connection, { oopses: OOPSES });
      store = createClickHouseStore(connection, SETTINGS, { openNodes: database.openNodes });
      return async () => {
        await store.close();
        database.release();
      };
    });

    /** How many rows lie on the disks, whatever they say. */
    async function rowsOf(table: string, where = '1'): Promise<number> {
      const { cluster, database: name } = connection;
      const local = localName(table, cluster);
      const from = cluster === null ? local : `cluster('${cluster}', ${name}, ${local})`;
      return (await connection.row<[number]>(`SELECT count() FROM ${from} WHERE ${where}`))?.[0] ?? 0;
    }

    const clear = (after = 0) => clearAway({ connection, openNodes: database.openNodes }, undefined, after);

    it('is deleted from the disks, with where its ids are and what its files held; what is kept stays', async () => {
      await store.changeAttributions(async (_, writer) => {
        for (const { oops, time } of OOPSES.slice(0, 24)) {
          const claim = { phase: 'downtime', relation: 'during', disposition: 'expected' } as const;
          writer.add({ id: oops.id, time }, { outage: 'one', isSuppressed: true, ...claim });
        }
      });
      const gone = `time < ${START + DAY} AND id_key <> '${KEPT}'`;
      const before = await store.snapshot((data) => data.cut);
      expect((await store.prune(QUESTION)).deleted).toBe(11);
      expect(await rowsOf('event', `${gone} AND gone_stamp > stamp`)).toBeGreaterThanOrEqual(11);
      expect(await idsOf(store)).toEqual(LEFT);
      await clear();
      expect(await rowsOf('event', gone)).toBe(0);
      expect(await rowsOf('file', gone)).toBe(0);
      expect(await rowsOf('attribution', gone)).toBe(0);
      // Of the first and the last hour it is not known whether all went.
      expect(await rowsOf('id_place', `hour <= ${START / millisecondsInHour + 11}`)).toBeLessThan(6);
      expect(await rowsOf('event')).toBe(25);
      expect(await rowsOf('attribution')).toBe(13);
      expect(await idsOf(store)).toEqual(LEFT);
      const found = await store.snapshot((data) => data.findOops('OOPS-1A0'));
      expect(found?.paths).toEqual(['/oopses/2011-09-08/OOPS-1A0']);
      expect(before).not.toBeNull();
    });

    it('is still read by who began before, and is not cleared away within the hour', async () => {
      await store.snapshot(async (data) => {
        const other = createClickHouseStore(connection, SETTINGS, { openNodes: database.openNodes });
        await other.prune(QUESTION);
        await other.prune(QUESTION);
        expect((await data.state()).count).toBe(36);
        expect((await data.findOops('OOPS-1A5'))?.paths).toEqual(['/oopses/2011-09-08/OOPS-1A5']);
        expect((await data.countPrunable(QUESTION)).oopses).toBe(11);
      });
      expect(await idsOf(store)).toEqual(LEFT);
      expect((await store.snapshot((data) => data.countPrunable(QUESTION))).oopses).toBe(0);
    });

    it('stays gone when it is cleared away twice, by two at once, or is pruned by two at once', async () => {
      await Promise.all([store.prune(QUESTION), store.prune(QUESTION)]);
      await Promise.all([clear(), clear()]);
      await clear();
      expect(await idsOf(store)).toEqual(LEFT);
      expect(await rowsOf('event')).toBe(25);
      expect(await store.snapshot((data) => data.prunedSpans())).toEqual([
        { start: START + millisecondsInHour, end: START + 11 * millisecondsInHour + 1 },
      ]);
    });

    it('is not what was loaded since, which is found by its id', async () => {
      await store.prune(QUESTION);
      const late = newOops('OOPS-1A5', { time: START + 5 * millisecondsInHour });
      await fill(connection, { oopses: [late] });
      await clear();
      expect(await rowsOf('event')).toBe(26);
      await fill(connection, {
        oopses: [late, newOops('OOPS-1A6', { time: START + 6 * millisecondsInHour })],
      });
      expect(await idsOf(store)).toEqual([KEPT, 'oops-1a5', 'oops-1a6', ...LEFT.slice(1)]);
      await store.snapshot(async (data) => {
        for (const id of ['OOPS-1A5', 'OOPS-1A6']) expect((await data.findOops(id))?.paths).toHaveLength(1);
        expect((await data.state()).count).toBe(27);
      });
    });

    it('stays gone, and what is kept is found, wherever clearing away is killed', async () => {
      await store.prune(QUESTION);
      for (let steps = 0; steps <= 6 * shards; steps++) {
        let left = steps;
        const { all } = await database.openNodes();
        const dying = all.map((node): Connection => {
          const command: Connection['command'] = async (...given) => {
            if (left-- <= 0) throw new Error('killed');
            await node.command(...given);
          };
          return { ...node, command };
        });
        const openNodes = async () => ({ all: dying, close: async () => {} });
        await clearAway({ connection, openNodes }, undefined, 0).catch(({ message }: Error) =>
          expect(message).toBe('killed'),
        );
        expect(await idsOf(store), `${steps} steps`).toEqual(LEFT);
        const found = await store.snapshot((data) => data.findOops('OOPS-1A0'));
        expect(found?.paths).toEqual(['/oopses/2011-09-08/OOPS-1A0']);
      }
      expect(await rowsOf('event')).toBe(25);
    });

    it('waits where somebody wrote so late that he was not seen', async () => {
      await store.prune(QUESTION);
      const [stamp] = (await connection.row<[number]>('SELECT max(stamp) FROM event')) ?? [0];
      await connection.insert('event', [
        {
          id_key: 'oops-late',
          id: 'OOPS-LATE',
          time: START + 9,
          time_source: 'report',
          reporter: 'a',
          stamp,
        },
      ]);
      await clear();
      expect((await idsOf(store)).filter((id) => id === 'oops-late')).toHaveLength(1);
      expect((await store.prune(QUESTION)).deleted).toBe(1);
      await clear();
      expect(await rowsOf('event')).toBe(25);
    });

    it('is told by who comes next where who took it back was killed before he could', async () => {
      await store.prune(QUESTION);
      await connection.insert('word', [
        {
          kind: 'pruned',
          key: await keyOfWord(),
          stamp: Number.MAX_SAFE_INTEGER,
          part: 0,
          is_gone: 1,
          value: '',
        },
      ]);
      await clear();
      expect(await rowsOf('event', 'gone_stamp > stamp')).toBeGreaterThan(25);
      expect((await store.prune(QUESTION)).deleted).toBe(0);
      await clear();
      expect(await rowsOf('event')).toBe(25);
    });

    async function keyOfWord(): Promise<string> {
      const row = await connection.row<[string]>("SELECT max(key) FROM word WHERE kind = 'pruned'");
      return row?.[0] ?? '';
    }
  });

  it('has to be deleted on all nodes: who names fewer, and has no Keeper, is told', async () => {
    const pool = createDatabasePool(2);
    const { connection, release } = await pool.take();
    await fill(connection, { oopses: OOPSES });
    const store = createClickHouseStore(connection, SETTINGS);
    expect((await store.prune(QUESTION)).deleted).toBe(11);
    const openNodes = async () => ({ all: [connection], close: async () => {} });
    await expect(clearAway({ connection, openNodes }, undefined, 0)).rejects.toThrow(
      /lies on nodes that --db does not name, .* Name all nodes of the cluster two in --db\.$/,
    );
    expect(await idsOf(store)).toEqual(LEFT);
    await store.close();
    release();
    await pool.drop();
  });
});
