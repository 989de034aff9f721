import { expect, it } from 'vitest';
import { millisecondsOf } from '../../../src/store/loading/duration-ms.js';

it.each([
  [0.529, 529],
  [0.0004, 0],
  [0, 0],
  [null, null],
  [-0.001, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [1e13, null],
])('keeps %s seconds as %s milliseconds', (seconds, milliseconds) => {
  expect(millisecondsOf(seconds)).toBe(milliseconds);
});
