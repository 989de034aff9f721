import { expect, it } from 'vitest';
import { KEY_NAMES } from '../../../../src/questions/keys.js';
import { expressionOf } from '../../../../src/store/sqlite/answer/key-expressions.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', {
    type: 'KeyError',
    value: 'x',
    username: 'ann',
    time: Date.parse('2011-09-04T08:53:59.999Z'),
  }),
]);
const ask = (name: string) =>
  db
    .prepare(`SELECT ${expressionOf({ name })} FROM oops`)
    .pluck()
    .get();

it.each([
  ['minute', '2011-09-04 08:53'],
  ['hour', '2011-09-04 08:00'],
  ['day', '2011-09-04'],
  ['month', '2011-09'],
  ['weekday', 'Sun'],
  ['signature', 'KeyError: x'],
  ['user', 'ann'],
  ['suppressed', 0],
  ['type', 'KeyError'],
])('says of %s: %s', (name, value) => {
  expect(ask(name)).toBe(value);
});

it.each(KEY_NAMES)('has SQL for %s', (name) => {
  expect(() => ask(name)).not.toThrow();
});

it('is not misled by names that every object has', () => {
  expect(expressionOf({ name: 'toString' })).toBe('toString');
});
