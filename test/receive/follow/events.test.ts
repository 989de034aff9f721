import { expect, it } from 'vitest';
import { createEvents } from '../../../src/receive/follow/events.js';

it('keeps the names of each folder once, until they are taken', () => {
  const events = createEvents();
  for (const name of ['x', 'y', 'x']) events.note('/a', name);
  events.note('/b', null);
  events.note('/b', 'z');
  expect(events.take()).toEqual(
    new Map([
      ['/a', new Set(['x', 'y'])],
      ['/b', null],
    ]),
  );
  expect(events.take().size).toBe(0);
});

it('keeps no more than it has room for, and has the rest looked for', () => {
  const events = createEvents();
  for (let index = 0; index < 100_000; index++) events.note('/a', `${index % 50_000}`);
  events.note('/b', 'one too many');
  expect(events.take().get('/b')).toBe(null);
  events.note('/b', 'x');
  expect(events.take()).toEqual(new Map([['/b', new Set(['x'])]]));
});
