import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../../src/questions/keys.js';
import type { Question } from '../../../../src/questions/question.js';
import { readTextQuery } from '../../../../src/questions/text-query.js';
import { NO_KINDS } from '../../../../src/store/sqlite/answer/block-columns.js';
import { findInBlocks } from '../../../../src/store/sqlite/answer/find.js';
import { refreshTextIndex } from '../../../../src/store/sqlite/answer/text-index.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', { time: AT + 3, value: 'zebra', durationSeconds: 1 }),
  newOops('OOPS-1A2', { time: AT + 1, traceback: 'a zebra', durationSeconds: null }),
  newOops('OOPS-1A3', { time: AT + 2, value: 'lion', durationSeconds: 2 }),
  newOops('OOPS-1A4', { time: AT + 1, value: 'zebra', durationSeconds: 3 }),
]);
refreshTextIndex(db);

/** What is found, with its rank. */
function find(given: Partial<Question>, isCut: boolean) {
  const question: Question = {
    ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], sort: null, limit: 100 },
    ...{ columns: readKeys('--columns', 'id,time,duration_seconds,type'), ...given },
  };
  findInBlocks(db, () => NO_KINDS, question, { isCut });
  return db.prepare('SELECT seq, rank FROM temp.found ORDER BY seq').raw().all();
}
const seqs = (found: unknown[]) => (found as [number, number][]).map(([seq]) => seq);

describe('findInBlocks', () => {
  it('finds what matches, with how well it does, and nothing of the question before', () => {
    expect(seqs(find({}, false))).toEqual([1, 2, 3, 4]);
    expect(find({ text: readTextQuery('--text', 'zebra') }, false)).toEqual([
      [1, 4],
      [2, 1],
      [4, 4],
    ]);
    expect(seqs(find({ from: AT + 2, to: AT + 3 }, false))).toEqual([3]);
  });

  it('leaves out what cannot come before the limit, one more than is wanted', () => {
    expect(seqs(find({ limit: 1 }, true))).toEqual([1, 3]);
    expect(seqs(find({ limit: 1, sort: 'time' }, true))).toEqual([2, 4]);
    expect(seqs(find({ limit: 1, sort: '-time' }, true))).toEqual([1, 3]);
    expect(seqs(find({ limit: 1, sort: '-duration_seconds' }, true))).toEqual([3, 4]);
    expect(seqs(find({ limit: 1, sort: 'duration_seconds' }, true))).toEqual([1, 2]);
    expect(seqs(find({ limit: 1, text: readTextQuery('--text', 'zebra') }, true))).toEqual([1, 4]);
  });

  it('leaves out nothing where blocks do not know the order, or all is wanted', () => {
    expect(seqs(find({ limit: 1, sort: 'type' }, true))).toEqual([1, 2, 3, 4]);
    expect(seqs(find({ limit: 1 }, false))).toEqual([1, 2, 3, 4]);
  });
});

it('keeps the newest of several blocks, whatever the order in which they come', () => {
  const many = databaseOf(
    Array.from({ length: 4500 }, (_, index) =>
      newOops(`OOPS-1A${index}`, { time: AT + ((index * 37) % 4500) }),
    ),
  );
  const question: Question = {
    ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], sort: null, limit: 9 },
    columns: readKeys('--columns', 'id'),
  };
  findInBlocks(many, () => NO_KINDS, question, { isCut: true });
  const times = many
    .prepare('SELECT o.time FROM temp.found f JOIN stored_oops o ON o.id = f.seq ORDER BY 1')
    .pluck();
  expect(times.all()).toEqual(Array.from({ length: 10 }, (_, index) => AT + 4490 + index));
});
