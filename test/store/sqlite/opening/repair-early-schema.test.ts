import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { repairEarlySchema } from '../../../../src/store/sqlite/opening/repair-early-schema.js';

const FIRST = readFileSync(
  new URL('../../../../src/store/sqlite/migrations/001-initial.sql', import.meta.url),
  'utf8',
);

const columnsOf = (db: Database.Database) =>
  db.prepare("SELECT name FROM pragma_table_info('stored_window')").pluck().all();

describe('repairEarlySchema', () => {
  it('adds the column that the first schema had not, and says of windows that they were not planned', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE stored_window (outage TEXT) STRICT; INSERT INTO stored_window VALUES (1)');
    repairEarlySchema(db);
    expect(db.prepare('SELECT * FROM stored_window').all()).toEqual([{ outage: '1', is_planned: 0 }]);
    expect(() => db.exec('UPDATE stored_window SET is_planned = 2')).toThrow('CHECK constraint failed');
    repairEarlySchema(db);
    expect(columnsOf(db)).toEqual(['outage', 'is_planned']);
  });

  it('leaves a database alone that has the column, or no windows yet', () => {
    const whole = new Database(':memory:');
    whole.exec(FIRST);
    const before = columnsOf(whole);
    repairEarlySchema(whole);
    expect(columnsOf(whole)).toEqual(before);
    const empty = new Database(':memory:');
    repairEarlySchema(empty);
    expect(columnsOf(empty)).toEqual([]);
  });
});
