import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { readTotals } from '../../../../src/store/sqlite/tables/totals.js';
import { databaseOf } from '../../../support/sample-oops.js';
import { makeFolder } from '../../../support/temporary-folder.js';

it('counts as bytes the file, and what was written and is not in it yet', () => {
  const file = join(makeFolder(), 'test.db');
  const { db } = openDatabase(file);
  const wal = statSync(`${file}-wal`).size;
  expect(wal).toBeGreaterThan(0);
  expect(readTotals(db).bytes).toBe(statSync(file).size + wal);
  db.close();
});

it('knows of no bytes in memory', () => {
  expect(readTotals(databaseOf([])).bytes).toBeNull();
});
