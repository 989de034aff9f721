import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keepRetention } from '../../../src/commands/ingest/retention.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { LiveSession, LiveStore } from '../../../src/receive/live-store.js';
import { openLiveStore } from '../../../src/receive/live-store.js';
import { createClickHouseStore } from '../../../src/store/clickhouse/clickhouse-store.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../../src/store/store.js';
import { millisecondsInDay } from '../../../src/time/lengths.js';
import { UserError } from '../../../src/user-error.js';
import { createDatabasePool } from '../../store/clickhouse/database-pool.js';
import { fill } from '../../store/clickhouse/fill-store.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../support/sample-oops.js';
import { makeFolder } from '../../support/temporary-folder.js';

const DAY = millisecondsInDay;

const OOPSES = [0, 1, 2].map((age) => newOops(`OOPS-1A${age}`, { time: AT + age * DAY }));

/** What the engine says of errors. */
const explained = new Map<unknown, UserError>();

const openSqlite = async (): Promise<Store> => createSqliteStore(databaseOf(OOPSES), SETTINGS);

/** Keeps the retention of a config for some days. Returns what is left at the start of each, and what was remarked. */
async function keep(yaml: string, days: number, folder = makeFolder(), open = openSqlite) {
  const store = await open();
  let now = AT + 2 * DAY + 1;
  const left: string[][] = [];
  const remarks: string[] = [];
  const stop = new AbortController();
  const explain = (error: unknown) => explained.get(error);
  const session = { store, now: () => now, explain, close: () => store.close() };
  const live: LiveStore = await openLiveStore({
    open: async () => session as unknown as LiveSession,
    ...{ now: () => now, sleep: async () => {}, giveUpAfter: 0, stop: stop.signal },
    onRemark: (remark) => void remarks.push(remark),
  });
  const sleep = async (length: number) => {
    expect(length).toBe(DAY);
    left.push(
      await store.snapshot(async (data) => {
        const ids: string[] = [];
        for await (const { stored } of data.oopses({ start: 0, end: 8e15 })) ids.push(stored.oops.id);
        return ids;
      }),
    );
    now += DAY;
    if (left.length === days) stop.abort(new Error('stopped'));
  };
  await keepRetention(
    { cwd: folder, now: () => now, sleep },
    {
      ...{ store: live, config: () => parseConfig(yaml, 'oops-report.yaml'), stop: stop.signal },
      onRemark: (remark) => void remarks.push(remark),
    },
  );
  await live.close();
  return { left, remarks };
}

it('prunes at the start, and once a day', async () => {
  expect(await keep('retention: 2d', 3)).toEqual({
    left: [['OOPS-1A1', 'OOPS-1A2'], ['OOPS-1A2'], []],
    remarks: Array(3).fill('retention: 1 OOPS deleted.'),
  });
});

describeWithClickHouse('over ClickHouse', () => {
  const pool = createDatabasePool(2);
  afterAll(() => pool.drop());

  it('prunes at the start, and once a day', async () => {
    const open = async () => {
      const { connection, openNodes } = await pool.take();
      await fill(connection, { oopses: OOPSES });
      return createClickHouseStore(connection, SETTINGS, { openNodes });
    };
    expect((await keep('retention: 2d', 3, makeFolder(), open)).left).toEqual([
      ['OOPS-1A1', 'OOPS-1A2'],
      ['OOPS-1A2'],
      [],
    ]);
  });
});

it('is put off until the next day by what the store refuses: who loads does not wait for it', async () => {
  const refusal = new Error('not granted');
  explained.set(refusal, new UserError('oops: the user may not delete. Grant it.'));
  const open = async (): Promise<Store> => {
    const store = await openSqlite();
    const outcomes = [() => Promise.reject(refusal), store.prune];
    return { ...store, prune: (...asked) => (outcomes.shift() ?? store.prune)(...asked) };
  };
  expect(await keep('retention: 2d', 2, makeFolder(), open)).toEqual({
    left: [['OOPS-1A0', 'OOPS-1A1', 'OOPS-1A2'], ['OOPS-1A2']],
    remarks: ['retention: oops: the user may not delete. Grant it.', 'retention: 2 OOPSes deleted.'],
  });
});

it('does nothing without a retention', async () => {
  expect(await keep('{}', 1)).toEqual({ left: [], remarks: [] });
});

it('keeps what a list names, and deletes nothing while that cannot be read', async () => {
  const folder = makeFolder();
  const yaml = 'retention: 1s\nprune: { keepReferenced: [bugs.txt] }';
  expect(await keep(yaml, 1, folder)).toMatchObject({
    left: [['OOPS-1A0', 'OOPS-1A1', 'OOPS-1A2']],
    remarks: [
      'retention: bugs.txt: no such file or folder. What it refers to is not known: nothing is deleted.',
    ],
  });
  writeFileSync(join(folder, 'bugs.txt'), 'see oops-1a1');
  expect((await keep(yaml, 2, folder)).left).toEqual([['OOPS-1A1', 'OOPS-1A2'], ['OOPS-1A1']]);
});
