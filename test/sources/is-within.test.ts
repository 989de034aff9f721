import { expect, it } from 'vitest';
import { isWithin } from '../../src/sources/is-within.js';

it.each([
  ['/', '/a', true],
  ['/a', '/a', true],
  ['/a', '/a/b', true],
  ['/a', '/ab', false],
  ['/a/b', '/a', false],
])('%s holds %s: %s', (folder, path, expected) => {
  expect(isWithin(folder, path)).toBe(expected);
});
