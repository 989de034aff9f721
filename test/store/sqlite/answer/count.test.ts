import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../../src/questions/keys.js';
import type { Question } from '../../../../src/questions/question.js';
import { numberAttributionKinds } from '../../../../src/store/sqlite/answer/block-columns.js';
import { countInBlocks } from '../../../../src/store/sqlite/answer/count.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', { type: 'E', reporter: 'A', username: 'ann' }),
  newOops('OOPS-1A2', { type: 'E', reporter: 'A', username: 'bob' }),
  newOops('OOPS-1A3', { type: 'F', reporter: 'A', username: 'ann' }),
  newOops('OOPS-1B1', { type: 'E', reporter: 'B', username: null }),
]);
db.exec("INSERT INTO stored_attribution VALUES (2, 'fdt', 'downtime', 'during', 'expected', 1)");

function count(groupBy: string, given: Partial<Question> = {}) {
  return countInBlocks(db, numberAttributionKinds(db), {
    ...{ from: null, to: null, filters: [], text: null, columns: null, sort: null, limit: 10 },
    groupBy: groupBy === '' ? [] : readKeys('--group-by', groupBy),
    distinct: readKeys('--distinct', 'user'),
    ...given,
  });
}

describe('countInBlocks', () => {
  it('counts all as one group without keys, also where nothing matches', () => {
    const columns = ['count', 'suppressed_count', 'distinct_user'];
    expect(count('')).toEqual({ columns, rows: [[4, 1, 2]], truncated: false });
    expect(count('', { to: 0 })).toEqual({ columns, rows: [[0, 0, 0]], truncated: false });
    expect(count('type', { to: 0 }).rows).toEqual([]);
  });

  it('counts by several keys, the largest group first, what is equal by its keys', () => {
    expect(count('system,type').rows).toEqual([
      ['A', 'E', 2, 1, 2],
      ['A', 'F', 1, 0, 1],
      ['B', 'E', 1, 0, 0],
    ]);
    expect(count('type,system').rows.map((row) => row.slice(0, 3))).toEqual([
      ['E', 'A', 2],
      ['E', 'B', 1],
      ['F', 'A', 1],
    ]);
  });

  it('counts different values, of which what is unknown is none', () => {
    expect(count('user', { sort: '-distinct_user' }).rows).toEqual([
      ['ann', 2, 0, 1],
      ['bob', 1, 1, 1],
      [null, 1, 0, 0],
    ]);
  });

  it('has no more groups than are wanted, and says when there are', () => {
    expect(count('user', { limit: 3 })).toMatchObject({ truncated: false });
    const { rows, truncated } = count('user', { limit: 2, sort: 'user' });
    expect([rows.map(([user]) => user), truncated]).toEqual([[null, 'ann'], true]);
  });
});
