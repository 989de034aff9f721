import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { reuseStatements } from '../../../src/store/sqlite/reuse-statements.js';

function connect(): Database.Database {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE t (a INTEGER, b INTEGER); INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)');
  reuseStatements(db);
  return db;
}

const SQL = 'SELECT a, b FROM t ORDER BY a';

describe('a connection that reuses statements', () => {
  it('prepares one once', () => {
    const db = connect();
    expect(db.prepare(SQL)).toBe(db.prepare(SQL));
  });

  it('gives it without the ways in which it was run before', () => {
    const db = connect();
    expect(db.prepare(SQL).pluck().all()).toEqual([1, 2, 3]);
    expect(db.prepare(SQL).get()).toEqual({ a: 1, b: 10 });
    expect(db.prepare(SQL).raw().safeIntegers().get()).toEqual([1n, 10n]);
    expect(db.prepare(SQL).get()).toEqual({ a: 1, b: 10 });
  });

  it('prepares another one while the first is run', () => {
    const db = connect();
    const seen: unknown[] = [];
    for (const one of db.prepare(SQL).pluck().iterate()) seen.push(one, ...db.prepare(SQL).pluck().all());
    expect(seen).toEqual([1, 1, 2, 3, 2, 1, 2, 3, 3, 1, 2, 3]);
  });

  it('takes one again that was left in the middle', () => {
    const db = connect();
    for (const _ of db.prepare(SQL).iterate()) break;
    expect(db.prepare(SQL).all()).toHaveLength(3);
  });

  it('says what is wrong with a statement each time', () => {
    const db = connect();
    for (let time = 0; time < 2; time++)
      expect(() => db.prepare('SELECT c FROM t')).toThrow('no such column: c');
  });
});
