import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/database.js';
import { writeTransaction } from '../../../src/store/sqlite/db.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ADD = "INSERT INTO directory (path) VALUES ('/a')";

describe('writeTransaction', () => {
  it('keeps all that the work writes, and returns what it returns', () => {
    const { db } = openDatabase(':memory:');
    expect(writeTransaction(db, () => db.prepare(ADD).run().changes)).toBe(1);
    expect(db.prepare('SELECT path FROM directory').pluck().all()).toEqual(['/a']);
  });

  it('keeps nothing when the work throws', () => {
    const { db } = openDatabase(':memory:');
    const work = () => {
      db.exec(ADD);
      throw new Error('stopped');
    };
    expect(() => writeTransaction(db, work)).toThrow('stopped');
    expect([db.inTransaction, db.prepare('SELECT count(*) FROM directory').pluck().get()]).toEqual([
      false,
      0,
    ]);
  });

  it('takes the right to write before the work begins by reading', () => {
    const file = join(makeFolder(), 'test.db');
    const { db } = openDatabase(file);
    const { db: other } = openDatabase(file, { busyTimeout: 1 });
    writeTransaction(db, () => {
      db.prepare('SELECT count(*) FROM directory').get();
      expect(() => other.exec(ADD)).toThrow('database is locked');
      db.exec(ADD);
    });
    other.close();
    db.close();
  });
});
