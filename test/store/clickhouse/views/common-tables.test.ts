import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutageWindow } from '../../../../src/outages/window.js';
import { VIEWS } from '../../../../src/questions/sql/views.js';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import type { Connection } from '../../../../src/store/clickhouse/connecting/connection.js';
import { sayWords } from '../../../../src/store/clickhouse/words.js';
import { write } from '../../../../src/store/clickhouse/writes.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { writeTransaction } from '../../../../src/store/sqlite/db.js';
import { createSqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { putDiscards } from '../../../../src/store/sqlite/tables/discards.js';
import type { Store } from '../../../../src/store/store.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const OOPSES = Array.from({ length: 12 }, (_, n) =>
  newOops(`${n % 2 ? 'OOPS' : 'oops'}-1A${n}`, {
    ...{ time: n === 11 ? 8.64e15 : AT + 1000 * n, type: n % 3 ? 'KeyError' : null, value: `v${n % 4}` },
    ...{
      reporter: n % 2 ? 'web' : 'Batch',
      durationSeconds: n % 5 ? n / 8 : null,
      username: n % 4 ? 'ann' : null,
    },
    ...{
      userAgent: n % 6 ? null : 'Googlebot/2.1',
      referrer: 'https://launchpad.net/',
      isEvent: n % 5 === 0,
    },
    ...{ causes: n % 3 ? [] : [{ type: 'OSError', value: 'x' }], clockOffset: n % 2 ? 1500 : null },
  }),
);
const WINDOWS: readonly OutageWindow[] = [
  {
    ...{ outage: 'fdt', phase: 'downtime', systems: ['web', 'Batch'], start: AT, end: AT + 90_500 },
    ...{ title: "it's down", budgetSeconds: 300, source: 'log.csv' },
  },
  {
    ...{ outage: 'open', phase: 'partial', systems: ['*'], start: AT + 1, end: null },
    ...{ title: null, budgetSeconds: null, source: 'calendar', isPlanned: true },
  },
];
const told = { reporter: 'WEB', reason: 'ratelimit_backoff', minute: 60_000, count: 3 };
const DISCARDS = {
  '/spool/1': [told, { ...told, reason: 'sample_rate' }],
  '/spool/2': [{ ...told, reporter: 'mute' }],
};

/** Numbers that mean something in one database alone. */
const OWN_NUMBERS = ['seq', 'signature_id'];

async function complete(store: Store): Promise<void> {
  await store.importWindows(WINDOWS, { at: AT, by: 'me' });
  await store.changeAttributions(async (_, writer) => {
    writer.clear('fdt');
    for (const { oops, time } of OOPSES.slice(0, 4)) {
      writer.add(
        { id: oops.id, time },
        {
          ...{ outage: 'fdt', phase: 'downtime', relation: 'during', disposition: 'expected' },
          isSuppressed: time !== AT,
        },
      );
    }
  });
}

/** Ties the signature of OOPS-1A1 to a bug. */
async function tieBug(connection: Connection): Promise<void> {
  const [number, type = '', value = ''] =
    (await connection.row<[number, string, string]>(
      "SELECT signature, signature_type, signature_value FROM event WHERE id = 'OOPS-1A1'",
    )) ?? [];
  await write(connection, (writing) =>
    sayWords(writing, 'bug', [{ key: String(number), value: { type, value, bug: 42 } }]),
  );
}

describeWithClickHouse('the views over ClickHouse', () => {
  describe.each([1, 2] as const)('of %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    let db: Db;
    let store: Store;

    beforeAll(async () => {
      db = databaseOf(OOPSES);
      writeTransaction(db, () => {
        for (const [source, said] of Object.entries(DISCARDS)) putDiscards(db, source, said);
      });
      const sqlite = createSqliteStore(db, SETTINGS);
      await complete(sqlite);
      await sqlite.trackSignature('OOPS-1A1', 42);
      const { connection } = await pool.take();
      await fill(connection, { oopses: OOPSES, discards: DISCARDS });
      await tieBug(connection);
      store = createClickHouseStore(connection, SETTINGS);
      await complete(store);
    });
    afterAll(async () => {
      await store.close();
      await pool.drop();
    });

    it.each(Object.keys(VIEWS) as (keyof typeof VIEWS)[])(
      'have in %s what SQLite has, and the columns that the data dictionary describes',
      async (view) => {
        const described = Object.keys(VIEWS[view].columns);
        const all = await store.sql({
          sql: `SELECT * FROM ${view}`,
          parameters: {},
          limit: 100,
          timeout: 60_000,
        });
        expect(all.columns).toEqual(described);
        const names = described.filter((name) => !OWN_NUMBERS.includes(name));
        const sql = `SELECT ${names.join(', ')} FROM ${view}`;
        const found = await store.sql({ sql, parameters: {}, limit: 100, timeout: 60_000 });
        const expected = db.prepare(sql).raw().all();
        const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
        expect(expected.length).toBeGreaterThan(1);
        expect(inOrder(found.rows)).toEqual(inOrder(expected));
      },
    );
  });
});
