import { describe, expect, it } from 'vitest';
import { modesOf } from '../../../src/config/failure-modes/modes-of.js';
import { matchFailureMode } from '../../../src/oops/classes/failure-mode.js';

const matches = (types: string[], phrases: string[], type: string, value: string) =>
  matchFailureMode(modesOf(types, phrases), type, value) !== undefined;

describe('the failure modes of types and phrases', () => {
  it.each([
    ['Gone', true],
    ['driver.errors.Gone', true],
    ['AlmostGone', false],
    ['Gone.Error', false],
  ])('take the name with and without its package: %s', (type, expected) => {
    expect(matches(['Gone'], [], type, '')).toBe(expected);
  });

  it('take a name that is no plain word as it is', () => {
    expect(modesOf(['PG::Gone', '*Gone'])).toEqual([{ type: 'PG::Gone' }, { type: '*Gone' }]);
  });

  it.each([
    ['is away', true],
    ['all of it IS\n\taway now', true],
    ['is gone', true],
    ['isaway', false],
    ['is a way', false],
    ['', false],
  ])('search for any of the phrases, whatever the case and the white space: %j', (value, expected) => {
    expect(matches(['Gone'], ['is away', 'is gone'], 'Gone', value)).toBe(expected);
  });
});
