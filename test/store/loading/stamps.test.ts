import { expect, it } from 'vitest';
import { createStamps, NO_STAMP, UNSETTLED_STAMP } from '../../../src/store/loading/stamps.js';
import { AT } from '../../support/sample-oops.js';

const stampAt = (modifiedAt: number) => ({ size: 7, modifiedAt });

it.each([
  ['long before the reading', AT - 2001, false],
  ['within a step of its beginning', AT - 2000, true],
  ['during it', AT + 500, true],
  ['within a step of now', AT + 3000, true],
  ['in the future, by a clock that is ahead', AT + 3001, false],
])('takes a file for fresh that was written %s: %#', (_, modifiedAt, isFresh) => {
  const stamps = createStamps(AT, () => AT + 1000);
  expect(stamps.isFresh(stampAt(modifiedAt))).toBe(isFresh);
  expect(stamps.toKeep(stampAt(modifiedAt))).toEqual({ size: isFresh ? UNSETTLED_STAMP : 7, modifiedAt });
});

it('looks at the clock each time', () => {
  let now = AT;
  const stamps = createStamps(AT, () => now);
  expect(stamps.isFresh(stampAt(AT + 9000))).toBe(false);
  now += 7000;
  expect(stamps.isFresh(stampAt(AT + 9000))).toBe(true);
});

it('keeps of what could not be opened the stamp of no file', () => {
  expect(createStamps(AT, () => AT).toKeep(null)).toBe(NO_STAMP);
});
