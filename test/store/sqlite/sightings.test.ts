import { expect, it } from 'vitest';
import { createNumbered } from '../../../src/store/sqlite/numbered.js';
import { iterateSightings } from '../../../src/store/sqlite/sightings.js';
import { AT, databaseOf, newOops } from '../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', {
    reporter: 'A',
    type: 'RequestExpired',
    value: 'x',
    durationSeconds: 0.5,
    url: '/',
    username: 'ann',
  }),
  newOops(
    'OOPS-1A2',
    { reporter: 'A', userAgent: 'Googlebot/2.1', time: AT + 9 },
    { timeSource: 'directory' },
  ),
  newOops('OOPS-1A3', { reporter: 'A', url: '/', time: AT + 10 }),
  newOops('OOPS-1B1', { reporter: 'B' }),
]);
const sightings = (end: number, ...reporters: string[]) =>
  [...iterateSightings(db, createNumbered(db), { start: AT, end }, reporters)].flat();

it('says of each OOPS what the checks look at', () => {
  const [first, second] = sightings(AT + 10, 'A');
  expect(first).toMatchObject({
    ...{ mark: 1, id: 'OOPS-1A1', time: AT, inexact: false, durationMs: 500, reporter: 'A' },
    ...{ class: 'time-outs', isBot: false, exception: { type: 'RequestExpired', value: 'x' } },
    signature: { type: 'RequestExpired', bug: null },
  });
  expect(second).toMatchObject({
    ...{ mark: 2, id: 'OOPS-1A2', inexact: true, durationMs: null, isBot: true },
    ...{ urlMark: null, userMark: null, class: 'exceptions' },
  });
  expect(first?.userMark).not.toBeNull();
});

it('has those of the reporters from the start to before the end, with equal marks for equal URLs', () => {
  expect(sightings(AT + 10, 'A').map(({ id }) => id)).toEqual(['OOPS-1A1', 'OOPS-1A2']);
  const [first, , third] = sightings(AT + 11, 'A');
  expect(third?.urlMark).toBe(first?.urlMark);
  expect(sightings(AT + 11, 'B', 'C').map(({ id }) => id)).toEqual(['OOPS-1B1']);
});

it('gives no part that has nothing in it', () => {
  expect([...iterateSightings(db, createNumbered(db), { start: AT, end: AT }, ['A'])]).toEqual([]);
});
