import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Oops } from '../../../../src/oops/oops.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { findOops, firstOopsTime } from '../../../../src/store/sqlite/single/oopses.js';
import { readFilesOf } from '../../../../src/store/sqlite/tables/files.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, databaseOf, newOops, oops, SETTINGS } from '../../../support/sample-oops.js';
import { makeFolder } from '../../../support/temporary-folder.js';

const FULL: Oops = {
  ...oops('OOPS-2077A101'),
  type: 'DisconnectionError',
  value: 'server closed the connection unexpectedly\n\ttwice',
  reporter: 'A',
  topic: 'Person:+index',
  url: 'https://launchpad.net/~x',
  method: 'GET',
  userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)',
  referrer: 'https://bugs.launchpad.net/',
  username: 'x, 1, X, x',
  durationSeconds: 0.529,
  totalMilliseconds: 529,
  statementsCount: 7,
  mostExpensiveStatement: 'SELECT $INT',
  traceback: 'Traceback',
  branchNick: 'devel',
  revno: '1',
  informational: true,
  hostname: 'lpnet1',
  lastOops: 'OOPS-2077A100',
  clockOffset: -1500,
};

describe('createOopsWriter', () => {
  it('keeps nothing of the clock of an OOPS that is removed', () => {
    const db = databaseOf([
      newOops('OOPS-1A1', { clockOffset: 5000 }),
      newOops('OOPS-1A2', { clockOffset: 7 }),
    ]);
    const writer = createOopsWriter(db, SETTINGS);
    writer.transaction(() => writer.remove(1));
    expect(db.prepare('SELECT * FROM clock_offset').all()).toEqual([{ oops: 2, offset_ms: 7 }]);
  });

  it('keeps every field, and what follows from them', () => {
    const found = findOops(databaseOf([{ ...newOops(FULL.id), oops: FULL }]), 'oops-2077a101');
    expect(found?.stored).toMatchObject({
      oops: FULL,
      time: AT,
      timeSource: 'report',
      arrivedAt: AT,
      system: 'A',
      kind: 'webapp',
      class: 'informational-only-errors',
      isBot: true,
      isLocalReferrer: true,
    });
  });

  it('keeps a report of which nothing but the id is known', () => {
    const added = newOops('OOPS-A0001', { time: null }, { timeSource: 'directory' });
    const stored = findOops(databaseOf([added]), 'OOPS-A0001')?.stored;
    expect(stored?.oops).toEqual({ ...added.oops, reporter: 'UNKNOWN' });
    expect(stored?.signature).toEqual({ type: '', value: '' });
  });

  it.each([Number.NaN, 1e300, -1, Number.POSITIVE_INFINITY])(
    'takes a duration of %d for unknown',
    (durationSeconds) => {
      const found = findOops(databaseOf([newOops('OOPS-1A1', { durationSeconds })]), 'OOPS-1A1');
      expect(found?.stored.oops.durationSeconds).toBeNull();
    },
  );

  it('stores strings with NULs and broken surrogates, each once', () => {
    const db = databaseOf([
      newOops('OOPS-1A1', { value: 'a\0b', topic: 'x\ud800' }),
      newOops('OOPS-1A2', { value: 'a\0b', topic: 'x\ud800' }),
      newOops('OOPS-1A3', { value: 'a\0c' }),
    ]);
    expect(findOops(db, 'OOPS-1A2')?.stored.oops).toMatchObject({ value: 'a\0b', topic: 'x\ufffd' });
    expect(db.prepare('SELECT count(*) FROM exception').pluck().get()).toBe(2);
    expect(db.prepare("SELECT count(*) FROM text WHERE value GLOB 'x*'").pluck().get()).toBe(1);
  });

  it('knows the same bytes again, under another name and in another spelling of the id', () => {
    const db = databaseOf([newOops('OOPS-1A1')]);
    const writer = createOopsWriter(db, SETTINGS);
    const copy = newOops('oops-1a1', {}, { directory: '/copy/2011-09-08', fileName: '1.gz' });
    expect(writer.transaction(() => writer.insert(copy, AT))).toMatchObject({ kind: 'known' });
    expect(findOops(db, 'OOPS-1A1')?.paths).toEqual(['/oopses/2011-09-08/OOPS-1A1', '/copy/2011-09-08/1.gz']);
    expect([...readFilesOf(db, '/copy/2011-09-08').places.keys()]).toEqual(['1.gz']);
  });

  it('knows the same words in other bytes', () => {
    const db = databaseOf([{ ...newOops(FULL.id), oops: FULL }]);
    const writer = createOopsWriter(db, SETTINGS);
    const copy = { ...newOops(FULL.id, {}, { content: { size: 2, crc: 2 } }), oops: FULL };
    expect(writer.transaction(() => writer.insert(copy, AT))).toMatchObject({ kind: 'known' });
  });

  it.each<Partial<Oops>>([
    { value: 'other' },
    { time: AT + 1 },
    { reporter: 'B' },
    { durationSeconds: 1 },
    { traceback: 'x' },
  ])('keeps the first report when another has its id and says %o', (given) => {
    const db = databaseOf([newOops('OOPS-1A1')]);
    const writer = createOopsWriter(db, SETTINGS);
    const other = newOops('OOPS-1A1', given, { content: { size: 2, crc: 1 }, fileName: 'other' });
    expect(writer.transaction(() => writer.insert(other, AT))).toMatchObject({
      kind: 'conflict',
      paths: ['/oopses/2011-09-08/OOPS-1A1'],
    });
    expect([...readFilesOf(db, '/oopses/2011-09-08').places.keys()]).toEqual(['OOPS-1A1']);
    expect(findOops(db, 'OOPS-1A1')?.stored.oops).toMatchObject({ value: null, reporter: 'UNKNOWN' });
  });

  it('takes an event for the stored one by its id, whatever it says, where its reporter is the same', () => {
    const event = { isEvent: true, reporter: 'api' };
    const db = databaseOf([newOops('OOPS-1', { ...event, value: 'whole' })]);
    const writer = createOopsWriter(db, SETTINGS);
    const insert = (given: Partial<Oops>) =>
      writer.transaction(
        () => writer.insert(newOops('OOPS-1', given, { content: { size: 2, crc: 1 } }), AT).kind,
      );
    expect(insert({ ...event, value: 'exported' })).toBe('known');
    expect(insert({ ...event, reporter: 'web', value: 'exported' })).toBe('conflict');
    expect(insert({ reporter: 'api', value: 'exported' })).toBe('conflict');
    expect(findOops(db, 'OOPS-1')?.stored.oops.value).toBe('whole');
  });

  it('keeps nothing of a transaction that throws, and is not misled by what it remembered of it', () => {
    const { db } = openDatabase(':memory:');
    const writer = createOopsWriter(db, SETTINGS);
    const attempt = () =>
      writer.transaction(() => {
        writer.insert(newOops('OOPS-1A1', { value: 'lost', reporter: 'A' }), AT);
        throw new Error('stopped');
      });
    expect(attempt).toThrow('stopped');
    expect(firstOopsTime(db)).toBeNull();
    writer.transaction(() => writer.insert(newOops('OOPS-1A2', { value: 'kept', reporter: 'B' }), AT));
    writer.transaction(() => writer.insert(newOops('OOPS-1A3', { value: 'lost', reporter: 'A' }), AT));
    expect(findOops(db, 'OOPS-1A3')?.stored.oops).toMatchObject({ value: 'lost', reporter: 'A' });
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('is not misled by what it remembered when another process deletes it', () => {
    const path = join(makeFolder(), 'shared.db');
    const { db } = openDatabase(path);
    const writer = createOopsWriter(db, SETTINGS);
    const insert = (id: string, value: string) =>
      writer.transaction(() => writer.insert(newOops(id, { value, type: 'E' }), AT));
    insert('OOPS-1A1', 'first');
    const other = openDatabase(path).db;
    other.exec(
      'DELETE FROM stored_oops; DELETE FROM exception; DELETE FROM stored_signature; DELETE FROM text',
    );
    other.close();
    insert('OOPS-1A2', 'second');
    insert('OOPS-1A3', 'first');
    expect(findOops(db, 'OOPS-1A2')?.stored.oops).toMatchObject({ type: 'E', value: 'second' });
    expect(findOops(db, 'OOPS-1A3')?.stored.oops).toMatchObject({ type: 'E', value: 'first' });
    db.close();
  });
});
