import { expect, it } from 'vitest';
import { NO_EVENT, type OopsException } from '../../../../src/oops/oops.js';
import { createDictionary } from '../../../../src/store/sqlite/writing/dictionary.js';
import { createLookups } from '../../../../src/store/sqlite/writing/lookups.js';
import { databaseOf } from '../../../support/sample-oops.js';

it('gives each text one id, as another dictionary does, and none to no text', () => {
  const db = databaseOf([]);
  const [first, second] = [createDictionary(db), createDictionary(db)];
  const ids = ['a', 'b', '', 'a'].map((text) => first.textId(text));
  expect(ids).toEqual([1, 2, 3, 1]);
  expect(['', 'b', 'a'].map((text) => second.textId(text))).toEqual([3, 2, 1]);
  expect(first.textId(null)).toBeNull();
  expect(db.prepare('SELECT value FROM text ORDER BY id').pluck().all()).toEqual(['a', 'b', '']);
});

it('tells texts with the same hash apart', () => {
  const db = databaseOf([]);
  const dictionary = createDictionary(db);
  expect(dictionary.textId('a')).toBe(1);
  db.exec(`
    INSERT INTO text (hash, value) SELECT hash, 'b' FROM text;
    UPDATE text SET value = iif(id = 1, 'other', 'a')`);
  dictionary.forget();
  expect(dictionary.textId('a')).toBe(2);
});

function exception(given: Partial<OopsException>): OopsException {
  const { clockOffset: _, ...plain } = NO_EVENT;
  return { type: null, value: null, ...plain, ...given };
}

it('tells exceptions and signatures apart by type and by value, also where one is missing', () => {
  const db = databaseOf([]);
  const { exceptionId, signatureId } = createDictionary(db);
  const pairs = [
    ['a', 'b'],
    ['b', 'a'],
    ['a', null],
    [null, 'a'],
    [null, null],
  ] as const;
  const idsOf = () => pairs.map(([type, value]) => exceptionId(exception({ type, value })));
  const ids = idsOf();
  expect(new Set(ids).size).toBe(pairs.length);
  expect(idsOf()).toEqual(ids);
  expect(signatureId({ type: 'a', value: 'b' })).not.toBe(signatureId({ type: 'b', value: 'a' }));
});

it('tells exceptions apart by their causes, their fingerprint, and whether they were events', () => {
  const db = databaseOf([]);
  const { exceptionId } = createDictionary(db);
  const { exceptionById } = createLookups(db);
  const root = { type: 'OperationalError', value: 'gone' };
  const others = [
    exception({}),
    exception({ causes: [root] }),
    exception({ causes: [{ type: 'KeyError', value: null }, root] }),
    exception({ causes: [root], isEvent: true }),
    exception({ isEvent: true }),
    exception({ isEvent: true, fingerprint: ['a', 'b'] }),
    exception({ isEvent: true, fingerprint: [] }),
  ];
  const ids = others.map(exceptionId);
  expect(new Set(ids).size).toBe(others.length);
  expect(others.map(exceptionId)).toEqual(ids);
  expect(ids.map(exceptionById)).toEqual(others);
});

it('keeps directories and classes by their names', () => {
  const db = databaseOf([]);
  const { directoryId, classId } = createDictionary(db);
  expect([directoryId('/a'), directoryId('/b'), directoryId('/a')]).toEqual([1, 2, 1]);
  const own = { base: 'time-outs', class: 'time-outs' } as const;
  expect(classId(own)).not.toBe(classId({ ...own, class: 'exceptions' }));
  expect(classId(own)).toBe(classId(own));
});

it('remembers what it gave until it forgets', () => {
  const db = databaseOf([]);
  const dictionary = createDictionary(db);
  dictionary.exceptionId(exception({ type: 'a' }));
  dictionary.directoryId('/a');
  db.exec('DELETE FROM exception; DELETE FROM directory; DELETE FROM text');
  expect([dictionary.exceptionId(exception({ type: 'a' })), dictionary.directoryId('/a')]).toEqual([1, 1]);
  expect(db.prepare('SELECT count(*) FROM text').pluck().get()).toBe(0);
  dictionary.forget();
  dictionary.exceptionId(exception({ type: 'a' }));
  dictionary.directoryId('/a');
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(['text', 'exception', 'directory'].map(count)).toEqual([1, 1, 1]);
});
