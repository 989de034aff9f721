import { expect, it } from 'vitest';
import { createSeqSet, type SeqSet } from '../../../../src/store/sqlite/loader/seq-set.js';
import { findVanishedRows } from '../../../../src/store/sqlite/loader/vanished-rows.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const PLACE = { directory: '/in', name: 'x.csv' };

/** Rows of an export, numbered from 1, by their times; and one of another file. */
const db = databaseOf([
  ...[10, 20, 30, 40].map((time) =>
    newOops(`OOPS-1A${time}`, { time: AT + time }, { directory: '/in', fileName: 'x.csv' }),
  ),
  newOops('OOPS-1B1', { time: AT + 35 }),
]);

function vanished(newest: number, ...said: number[]): number[] {
  return findVanishedRows(db, PLACE, newest, setOf(said));
}

function setOf(numbers: readonly number[]): SeqSet {
  const set = createSeqSet();
  for (const number of numbers) set.add(number);
  return set;
}

it('finds what an export says no more, but for what is older than all that it says', () => {
  expect(vanished(4, 2, 4)).toEqual([3]);
  expect(vanished(4, 1)).toEqual([2, 3, 4]);
  expect(vanished(4, 1, 2, 3, 4)).toEqual([]);
});

it('finds nothing when the export says nothing any more, or only what is new', () => {
  expect(vanished(4)).toEqual([]);
  expect(vanished(3, 4)).toEqual([]);
});

it('leaves alone what came with this reading', () => {
  expect(vanished(3, 1)).toEqual([2, 3]);
});

it('misses no events of other kinds', () => {
  const file = { directory: '/in', fileName: 'x.csv' };
  const mixed = databaseOf([
    newOops('OOPS-1A10', { time: AT }, file),
    newOops('OOPS-1A20', { time: AT + 1, type: 'E', isEvent: true }, file),
    newOops('OOPS-1A30', { time: AT + 2 }, file),
  ]);
  expect(findVanishedRows(mixed, PLACE, 3, setOf([1]))).toEqual([3]);
});
