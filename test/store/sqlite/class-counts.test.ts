import { expect, it } from 'vitest';
import { countClasses } from '../../../src/store/sqlite/class-counts.js';
import { createNumbered } from '../../../src/store/sqlite/numbered.js';
import { databaseOf, newOops } from '../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', { reporter: 'A', type: 'KeyError', value: 'x', time: 10 }),
  newOops('OOPS-1A2', { reporter: 'A', type: 'KeyError', value: 'y', time: 19 }),
  newOops('OOPS-1A3', { reporter: 'A', type: 'RequestExpired', time: 15 }),
  newOops('OOPS-1A4', { reporter: 'A', type: null, time: 15 }),
  newOops('OOPS-1A5', { reporter: 'A', type: 'KeyError', time: 20 }),
  newOops('OOPS-1B1', { reporter: 'B', type: 'KeyError', time: 15 }),
]);
const count = (...reporters: string[]) =>
  countClasses(db, createNumbered(db), { start: 10, end: 20 }, reporters);

it('counts by class and type, whatever the value, in the interval and of the reporters', () => {
  const exceptions = { base: 'exceptions', class: 'exceptions' };
  const counts = count('A');
  expect(counts).toHaveLength(3);
  expect(counts).toContainEqual({ ...exceptions, type: 'KeyError', count: 2 });
  expect(counts).toContainEqual({ ...exceptions, type: null, count: 1 });
  expect(counts).toContainEqual({ base: 'time-outs', class: 'time-outs', type: 'RequestExpired', count: 1 });
});

it('counts nothing of reporters that were never heard', () => {
  expect(count('C')).toEqual([]);
  expect(count()).toEqual([]);
});
