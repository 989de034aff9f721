import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginWriting, WaitedInVain, writeTransaction } from '../../../src/store/sqlite/db.js';
import { describeDatabaseError, openDatabase } from '../../../src/store/sqlite/opening/database.js';
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

  it('tells how long it waited where another one writes all the time, and of another way of being busy says no such thing', () => {
    const file = join(makeFolder(), 'test.db');
    const { db } = openDatabase(file);
    const { db: other } = openDatabase(file, { busyTimeout: 2 });
    const words = (error: unknown) => describeDatabaseError(error, 'a.db')?.message;
    beginWriting(db);
    expect(() => writeTransaction(other, () => {})).toThrow(WaitedInVain);
    expect(words(faultOf(() => beginWriting(other)))).toBe(
      'a.db: is busy, waited 0.002 s for another program that writes. Wait until that has ended, or end it.',
    );
    db.exec('COMMIT');
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM directory').get();
    db.exec(ADD);
    expect(words(faultOf(() => other.exec("INSERT INTO directory (path) VALUES ('/b')")))).toBe(
      'a.db: is locked by another program. Wait until that has ended, or end it.',
    );
    other.close();
    db.close();
  });
});

function faultOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was wrong');
}
