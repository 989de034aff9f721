import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { copyDatabase } from '../../../../src/store/sqlite/opening/copy-database.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { makeFolder } from '../../../support/temporary-folder.js';

it('copies what a writer that was killed has left beside the file', async () => {
  const folder = makeFolder();
  const { db } = openDatabase(join(folder, 'live.db'));
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => void writer.insert(newOops('OOPS-1A1'), AT));
  const left = join(folder, 'left.db');
  copyFileSync(join(folder, 'live.db'), left);
  copyFileSync(join(folder, 'live.db-wal'), `${left}-wal`);
  db.close();
  const copy = await copyDatabase(left);
  const copied = new Database(copy.file);
  expect(copied.prepare('SELECT id FROM oops').pluck().all()).toEqual(['OOPS-1A1']);
  copied.close();
  copy.remove();
});
