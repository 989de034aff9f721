import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutEnd, cutMiddle } from '../../src/text/cut-text.js';

describe('cutEnd', () => {
  it.each([
    ['SELECT 1', 6, 'SELECT'],
    ['SELECT', 6, 'SELECT'],
    ['SELEC', 6, 'SELEC'],
    ['', 6, ''],
    ['abc😀', 5, 'abc😀'],
    ['abc😀', 4, 'abc'],
    ['abc😀', 3, 'abc'],
  ])('cuts %j at %d to %j', (text, length, expected) => {
    expect(cutEnd(text, length)).toBe(expected);
  });
});

describe('cutMiddle', () => {
  it.each([
    ['abcdefghij', 10, 'abcdefghij'],
    ['abcdefghijk', 10, 'abc ... jk'],
    ['abcdefghijkl', 11, 'abc ... jkl'],
    ['', 10, ''],
    ['ab😀efghijk', 10, 'ab ... jk'],
    ['abcdefghi😀z', 10, 'abc ... z'],
    ['abcdefghij😀', 10, 'abc ... 😀'],
  ])('cuts %j to %d characters: %j', (text, length, expected) => {
    expect(cutMiddle(text, length)).toBe(expected);
  });

  it('keeps within the length, and cuts nothing twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 7, max: 40 }),
        (text, length) => {
          const cut = cutMiddle(text, length);
          expect(cut.length).toBeLessThanOrEqual(length);
          expect(cutMiddle(cut, length)).toBe(cut);
        },
      ),
    );
  });
});
