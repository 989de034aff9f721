import { expect, it } from 'vitest';
import { createYouthTest } from '../../src/ingest/settling.js';

const NOW = 1_000_000;

it.each([
  ['written just now', NOW, 2000, true],
  ['written just less than the time before', NOW - 1999, 2000, true],
  ['written just that time before', NOW - 2000, 2000, false],
  ['written by a clock that is a little ahead', NOW + 1999, 2000, true],
  ['written by a clock that is far ahead', NOW + 2000, 2000, false],
  ['written just now, when none is to be left', NOW, 0, false],
])('a file %s', (_, modifiedAt, settle, isYoung) => {
  expect(createYouthTest(settle, () => NOW)({ size: 1, modifiedAt })).toBe(isYoung);
});

it('grows old as the clock goes on, and what has no stamp is not young', () => {
  let now = NOW;
  const isYoung = createYouthTest(2000, () => now);
  const stamp = { size: 1, modifiedAt: NOW };
  expect(isYoung(stamp)).toBe(true);
  now += 2000;
  expect(isYoung(stamp)).toBe(false);
  expect(isYoung(null)).toBe(false);
});
