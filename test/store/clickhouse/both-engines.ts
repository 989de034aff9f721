import { expect } from 'vitest';
import { createClickHouseStore } from '../../../src/store/clickhouse/clickhouse-store.js';
import type { DerivationSettings } from '../../../src/store/derivation-settings.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import type { AttributionWriter } from '../../../src/store/store.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import { databaseOf } from '../../support/sample-oops.js';
import type { DatabasePool } from './database-pool.js';
import { fill } from './fill-store.js';

/** What both engines hold. */
export interface BothContent {
  readonly oopses: readonly NewOops[];
  readonly settings: DerivationSettings;
  readonly attribute?: (writer: AttributionWriter) => void;
}

/** Asks SQLite and ClickHouse the same, and expects the same answer, the orders in it too. */
export async function expectSame<T>(
  pool: DatabasePool,
  { oopses, settings, attribute }: BothContent,
  ask: (data: Snapshot) => Promise<T>,
): Promise<void> {
  const { connection, release } = await pool.take();
  await fill(connection, { oopses }, settings);
  const stores = [
    createSqliteStore(databaseOf(oopses, settings), settings),
    createClickHouseStore(connection, settings),
  ];
  const answers: T[] = [];
  for (const store of stores) {
    if (attribute) await store.changeAttributions(async (_, writer) => attribute(writer));
    answers.push(await store.snapshot(ask));
    await store.close();
  }
  release();
  const [sqlite, clickHouse] = answers;
  expect(clickHouse).toEqual(sqlite);
}
