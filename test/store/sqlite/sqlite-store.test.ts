import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/database.js';
import type { Db } from '../../../src/store/sqlite/db.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { createOopsWriter } from '../../../src/store/sqlite/tables/oops-writer.js';
import { createRejectTable } from '../../../src/store/sqlite/tables/rejects.js';
import { putExport, recordFileReading, recordFullReading } from '../../../src/store/sqlite/tables/sources.js';
import { AT, SETTINGS } from '../../support/sample-oops.js';
import { makeFolder } from '../../support/temporary-folder.js';
import { describeAnswers } from '../answers/describe-answers.js';
import type { FilledStore, StoreContent } from '../answers/filled-store.js';

/** Fills a database as ingest does. */
function fill(db: Db, { oopses = [], sources = [], rejects = [], exports = {} }: StoreContent): void {
  const writer = createOopsWriter(db, SETTINGS);
  const table = createRejectTable(db);
  writer.transaction(() => {
    for (const oops of oopses) writer.insert(oops, AT);
    for (const reject of rejects) table.put(reject);
  });
  for (const source of sources) {
    if (source.kind === 'export') recordFileReading(db, source);
    else recordFullReading(db, source);
  }
  for (const [path, columns] of Object.entries(exports)) {
    putExport(db, { path, columns, size: 1, modifiedAt: AT, goodRows: 1, rejectedRows: 0 });
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
