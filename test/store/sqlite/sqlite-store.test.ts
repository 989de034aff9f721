import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../src/oops/events/document-settings.js';
import type { OutageWindow } from '../../../src/outages/window.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import type { Db } from '../../../src/store/sqlite/db.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { putDiscards } from '../../../src/store/sqlite/tables/discards.js';
import { createRejectTable } from '../../../src/store/sqlite/tables/rejects.js';
import { putExport, recordFileReading, recordFullReading } from '../../../src/store/sqlite/tables/sources.js';
import { createOopsWriter } from '../../../src/store/sqlite/writing/oops-writer.js';
import type { Store } from '../../../src/store/store.js';
import { AT, newOops, SETTINGS } from '../../support/sample-oops.js';
import { makeFolder } from '../../support/temporary-folder.js';
import { describeAnswers } from '../answers/describe-answers.js';
import type { FilledStore, StoreContent } from '../answers/filled-store.js';

/** Fills a database as ingest does. */
function fill(
  db: Db,
  { oopses = [], sources = [], rejects = [], discards = {}, exports = {} }: StoreContent,
): void {
  const writer = createOopsWriter(db, SETTINGS);
  const table = createRejectTable(db);
  writer.transaction(() => {
    for (const oops of oopses) writer.insert(oops, AT);
    for (const reject of rejects) table.put(reject);
    for (const [source, said] of Object.entries(discards)) putDiscards(db, source, said);
  });
  for (const source of sources) {
    if (source.kind === 'export') recordFileReading(db, source);
    else recordFullReading(db, source);
  }
  for (const [path, columns] of Object.entries(exports)) {
    const read = { size: 1, modifiedAt: AT, goodRows: 1, rejectedRows: 0, otherRows: 0, position: null };
    putExport(db, { path, ...DEFAULT_DOCUMENT_SETTINGS, columns, ...read });
  }
}

/** A store in a file, into which another connection loads more. */
async function openFilledStore(content: StoreContent): Promise<FilledStore> {
  const path = join(makeFolder(), 'oops-report.db');
  const { db } = openDatabase(path);
  fill(db, content);
  return {
    store: createSqliteStore(db, SETTINGS),
    async load(more) {
      const { db: other } = openDatabase(path);
      fill(other, more);
      other.close();
    },
  };
}

describeAnswers('SQLite', openFilledStore);

it('answers no SQL in memory, where its own process would find nothing', async () => {
  const store = createSqliteStore(openDatabase(':memory:').db, SETTINGS);
  const question = { sql: 'SELECT 1', parameters: {}, limit: 1, timeout: 1000 };
  await expect(store.sql(question)).rejects.toThrow('sql needs a database in a file. Name one with --db.');
  await store.close();
});

describe('what is asked at once', () => {
  const WINDOW: OutageWindow = {
    ...{ outage: 'fdt', phase: 'downtime', systems: ['*'], start: 0, end: 60_000, title: null },
    ...{ budgetSeconds: null, source: 'log' },
  };
  const countWindows = async (data: Snapshot) => {
    const before = (await data.windows()).length;
    await new Promise(setImmediate);
    return [before, (await data.windows()).length];
  };

  it('is done one after the other, in the order of asking', async () => {
    const { store } = await openFilledStore({ oopses: [newOops('OOPS-1A1')] });
    const stamp = { at: AT, by: 'me' };
    const load = { startedAt: AT, clock: () => AT, exists: () => true };
    const done = await Promise.all([
      store.snapshot(countWindows),
      store.importWindows([WINDOW], stamp),
      store.snapshot(countWindows),
      store.load(load, async (loader) => {
        await loader.refuseRows({ directory: '/', name: 'x.csv' }, 1, 'is no report');
        await new Promise(setImmediate);
      }),
      store.replaceWindow(WINDOW, null, 'removed', stamp),
      store.keepRuns([]),
      store.trackSignature('OOPS-1A1', 5),
      store.changeAttributions(async () => void (await new Promise(setImmediate))),
      store.indexTexts(),
      store.snapshot(async (data) => [await countWindows(data), (await data.rejects()).length]),
      store.close(),
    ]);
    expect([done[0], done[2], done[9]]).toEqual([
      [0, 0],
      [1, 1],
      [[0, 0], 1],
    ]);
  });
});

describe('a database that is moved while it is in use', () => {
  const LOADING = { startedAt: AT, clock: () => AT, exists: () => true };
  const load = (store: Store) => store.load(LOADING, async () => 'loaded');
  const told = (path: string) =>
    `${path}: was moved, replaced or deleted while it was in use. Put it back, or start the program again.`;

  it('is not written any more, until it is put back', async () => {
    const path = join(makeFolder(), 'oops-report.db');
    const store = createSqliteStore(openDatabase(path).db, SETTINGS);
    renameSync(path, `${path}.old`);
    await expect(load(store)).rejects.toThrow(told(path));
    await expect(store.importWindows([], { at: AT, by: 'Ann' })).rejects.toThrow(told(path));
    renameSync(`${path}.old`, path);
    await expect(load(store)).resolves.toBe('loaded');
  });

  it('has not kept what was loaded when another took its place meanwhile', async () => {
    const path = join(makeFolder(), 'oops-report.db');
    const store = createSqliteStore(openDatabase(path).db, SETTINGS);
    const loading = store.load(LOADING, async () => {
      renameSync(path, `${path}.old`);
      openDatabase(path).db.close();
    });
    await expect(loading).rejects.toThrow(told(path));
  });
});
