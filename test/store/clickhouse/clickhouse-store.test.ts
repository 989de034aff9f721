import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { describeAnswers } from '../answers/describe-answers.js';
import { createDatabasePool } from './database-pool.js';
import { fillStore } from './fill-store.js';

/** A turn takes as long as twenty of SQLite's: of a hundred turns of a property this many are tried, and other tests hold whole reports against it. */
const RUNS = 5;

/** A history that fails is made smaller for so long, in milliseconds, and told then: a turn takes seconds here. */
const SHRINKING = 300_000;

describeWithClickHouse('ClickHouse', () => {
  const before = fc.readConfigureGlobal();
  beforeAll(() => fc.configureGlobal({ ...before, numRuns: RUNS, interruptAfterTimeLimit: SHRINKING }));
  afterAll(() => fc.configureGlobal(before));

  for (const shards of [1, 2] as const) {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());
    describeAnswers(shards === 1 ? 'ClickHouse' : 'ClickHouse on two shards', async (content) => {
      const { connection, release } = await pool.take();
      const { store, load } = await fillStore(connection, content);
      const close = async () => {
        await store.close();
        release();
      };
      return { store: { ...store, close }, load };
    });
  }
});
