import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../../src/questions/keys.js';
import type { Question } from '../../../../src/questions/question.js';
import { readTextQuery } from '../../../../src/questions/text-query.js';
import { askOopses } from '../../../../src/store/sqlite/answer/answer.js';
import {
  countUnindexed,
  findPhrase,
  refreshTextIndex,
} from '../../../../src/store/sqlite/answer/text-index.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

const ALL: Question = {
  from: null,
  to: null,
  filters: [],
  text: null,
  groupBy: null,
  distinct: [],
  columns: readKeys('--columns', 'id,snippet'),
  sort: null,
  limit: 100,
};

const OOPSES = [
  newOops('OOPS-1A1', { type: 'KeyError', value: 'The Store left', url: 'https://launchpad.net/' }),
  newOops('OOPS-1A2', { type: 'StoreError', value: 'x' }),
];

function ask(db: Db, text: string) {
  refreshTextIndex(db);
  return askOopses(db, { ...ALL, text: readTextQuery('--text', text) }).rows;
}

describe('the index of texts', () => {
  const indexed = (db: Db) => db.prepare('SELECT count(*) FROM text_index_docsize').pluck().get();

  it('is made when it is asked for, and has each text once', () => {
    const db = databaseOf(OOPSES);
    expect(indexed(db)).toBe(0);
    expect(countUnindexed(db)).toBeGreaterThan(0);
    refreshTextIndex(db);
    expect(countUnindexed(db)).toBe(0);
    expect(indexed(db)).toBe(db.prepare('SELECT count(*) FROM text').pluck().get());
  });

  it('takes in what came since', () => {
    const db = databaseOf(OOPSES);
    expect(ask(db, 'newcomer')).toEqual([]);
    const writer = createOopsWriter(db, SETTINGS);
    writer.transaction(() => writer.insert(newOops('OOPS-1B1', { value: 'a newcomer' }), AT));
    expect(ask(db, 'newcomer').map(([id]) => id)).toEqual(['OOPS-1B1']);
  });

  it('forgets a text that is gone, so that its number can be another text', () => {
    const db = databaseOf([newOops('OOPS-1A1', { value: 'first words' })]);
    expect(ask(db, 'first')).toHaveLength(1);
    db.exec(`
      DELETE FROM file; DELETE FROM stored_oops; DELETE FROM exception; DELETE FROM stored_signature; DELETE FROM text`);
    const writer = createOopsWriter(db, SETTINGS);
    writer.transaction(() => writer.insert(newOops('OOPS-1A1', { value: 'other words' }), AT));
    expect(ask(db, 'first')).toEqual([]);
    expect(ask(db, 'other')).toHaveLength(1);
  });
});

describe('findPhrase', () => {
  const db = databaseOf(OOPSES);
  refreshTextIndex(db);
  const found = (words: string, isPrefix = false) => {
    const { texts, exceptions } = findPhrase(db, { kind: 'phrase', words, isPrefix });
    const marked = (marks: Uint8Array) => [...marks.keys()].filter((number) => marks[number]);
    const textOf = db.prepare('SELECT value FROM text WHERE id = ?').pluck();
    return { texts: marked(texts).map((id) => textOf.get(id)), exceptions: marked(exceptions) };
  };

  it('finds texts that have the words one after the other, and exceptions by type and by value', () => {
    expect(found('store left')).toEqual({ texts: ['The Store left'], exceptions: [1] });
    expect(found('left store')).toEqual({ texts: [], exceptions: [] });
    expect(found('store', true)).toMatchObject({ exceptions: [1, 2] });
    expect(found('launchpad')).toEqual({ texts: ['https://launchpad.net/'], exceptions: [] });
  });

  it('takes quotes for what stands between words', () => {
    expect(found('store" left')).toMatchObject({ exceptions: [1] });
  });
});
