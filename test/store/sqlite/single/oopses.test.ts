import { describe, expect, it } from 'vitest';
import {
  arrivalOf,
  findOops,
  firstOopsTime,
  iterateOopses,
  lastSeq,
} from '../../../../src/store/sqlite/single/oopses.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

it('knows when the first OOPS happened', () => {
  expect(firstOopsTime(databaseOf([]))).toBeNull();
  const times = [AT, AT - 5, AT + 5].map((time, index) => newOops(`OOPS-1A${index}`, { time }));
  expect(firstOopsTime(databaseOf(times))).toBe(AT - 5);
});

it('finds no OOPS under an id that it does not hold', () => {
  expect(findOops(databaseOf([newOops('OOPS-1A1')]), 'OOPS-1A2')).toBeUndefined();
});

it('knows when an OOPS was loaded, and the number of the newest', () => {
  const db = databaseOf([newOops('OOPS-1A1', { time: AT - 5 }), newOops('OOPS-1A2')]);
  expect([1, 2, 3].map((seq) => arrivalOf(db, seq))).toEqual([AT, AT, null]);
  expect(lastSeq(db)).toBe(2);
  expect(lastSeq(databaseOf([]))).toBe(0);
});

describe('iterateOopses', () => {
  it('goes by time and id, from the start to before the end, with the paths of each', () => {
    const db = databaseOf([
      newOops('OOPS-1A4', { time: AT + 10 }),
      newOops('OOPS-1A3', { time: AT + 9 }),
      newOops('OOPS-1_', { time: AT }),
      newOops('oops-1a1', { time: AT }),
      newOops('oops-1a1', { time: AT }, { directory: '/copy' }),
      newOops('OOPS-1A0', { time: AT - 1 }),
    ]);
    const found = [...iterateOopses(db, { start: AT, end: AT + 10 })];
    expect(found.map(({ stored }) => stored.oops.id)).toEqual(['OOPS-1_', 'oops-1a1', 'OOPS-1A3']);
    expect(found[1]?.paths).toEqual(['/oopses/2011-09-08/oops-1a1', '/copy/oops-1a1']);
  });
});
