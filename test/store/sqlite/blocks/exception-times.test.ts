import { expect, it } from 'vitest';
import { addExceptionTimes } from '../../../../src/store/sqlite/blocks/exception-times.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

it('adds the times of the pairs that are wanted, from the start to before the end, none that is only a day', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { reporter: 'A', type: 'E', time: 9 }),
    newOops('OOPS-1A2', { reporter: 'A', type: 'E', time: 10 }),
    newOops('OOPS-1A3', { reporter: 'A', type: 'E', time: 19 }),
    newOops('OOPS-1A4', { reporter: 'A', type: 'E', time: 20 }),
    newOops('OOPS-1A5', { reporter: 'A', type: 'E', time: 15 }, { timeSource: 'directory' }),
    newOops('OOPS-1A6', { reporter: 'A', type: 'F', time: 15 }),
    newOops('OOPS-1B1', { reporter: 'B', type: 'E', time: 16 }),
    newOops('OOPS-1C1', { reporter: 'C', type: 'E', time: 17 }),
  ]);
  const [ofA, ofC]: number[][] = [[], []];
  addExceptionTimes(db, { start: 10, end: 20 }, new Map([[1, [undefined, ofA, undefined, ofC]]]));
  expect([ofA, ofC]).toEqual([[10, 19], [17]]);
});
