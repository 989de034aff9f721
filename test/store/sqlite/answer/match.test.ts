import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../../src/questions/keys.js';
import { checkQuestion, type Question } from '../../../../src/questions/question.js';
import { readTextQuery, type TextQuery } from '../../../../src/questions/text-query.js';
import { askOopses } from '../../../../src/store/sqlite/answer/answer.js';
import { refreshTextIndex } from '../../../../src/store/sqlite/answer/text-index.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

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
  newOops('OOPS-1A1', {
    time: AT,
    type: 'AssertionError',
    value: 'The Store left the building',
    url: 'https://launchpad.net/bugs',
    traceback: 'Traceback of the publisher',
  }),
  newOops('OOPS-1A2', { time: AT + 1, type: 'StoreError', value: 'left over', url: 'https://example.net/' }),
  newOops('OOPS-1A3', {
    time: AT + 2,
    type: 'KeyError',
    value: 'x',
    username: 'store',
    topic: 'Left:+index',
  }),
  newOops('OOPS-1A4', { time: AT + 3, type: 'KeyError', value: 'x', traceback: 'in the Store, left of it' }),
  newOops('OOPS-1A5', { time: AT + 4, type: 'Müller', referrer: 'https://store.example.net/left' }),
];

function ask(db: Db, text: string | TextQuery, question: Partial<Question> = {}) {
  refreshTextIndex(db);
  const query = typeof text === 'string' ? readTextQuery('--text', text) : text;
  return askOopses(db, { ...ALL, text: query, ...question }).rows;
}

describe('--text', () => {
  const db = databaseOf(OOPSES);
  const found = (text: string | TextQuery) => ask(db, text).map(([id]) => String(id).replace('OOPS-1', ''));

  it('finds of both what each finds, of neither all else', () => {
    const word = fc.constantFrom('store', 'left', 'launchpad', 'x', 'traceback', 'keyerror', 'nobody');
    const all = found('NOT nobody').sort();
    fc.assert(
      fc.property(word, word, (a, b) => {
        const [ofA, ofB] = [found(a), found(b)];
        expect(found(`${a} AND ${b}`).sort()).toEqual(ofA.filter((id) => ofB.includes(id)).sort());
        expect(found(`${a} OR ${b}`).sort()).toEqual([...new Set([...ofA, ...ofB])].sort());
        expect([...found(a), ...found(`NOT ${a}`)].sort()).toEqual(all);
      }),
    );
  });

  it.each([
    ['rank', { text: null, columns: readKeys('--columns', 'rank') }, 'Add --text.'],
    ['snippet', { groupBy: readKeys('--group-by', 'snippet') }, 'not of groups'],
  ])('refuses %s where it is not known', (_, question, message) => {
    const text = readTextQuery('--text', 'left');
    expect(() => checkQuestion({ ...ALL, text, ...question })).toThrow(message);
  });
});
