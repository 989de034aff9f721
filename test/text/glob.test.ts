import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../src/text/glob.js';

describe('matchesGlob', () => {
  it('agrees with the regular expression that says the same', () => {
    const glob = fc.array(fc.constantFrom('*', '*', '?', 'a', 'b', '.', '[', '\\', '$'), { maxLength: 8 });
    const text = fc.array(fc.constantFrom('a', 'b', '.', '[', '\\', '$', '\n'), { maxLength: 12 });
    fc.assert(
      fc.property(glob, text, (globbed, letters) => {
        const source = globbed
          .map((letter) =>
            letter === '*' ? '[^]*' : letter.replace('?', '[^]').replace(/^[.[\\$]$/, '\\$&'),
          )
          .join('');
        const value = letters.join('');
        expect(matchesGlob(globbed.join(''), value)).toBe(new RegExp(`^${source}$`).test(value));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['Unicode*Error', 'UnicodeDecodeError', true],
    ['lpnet?', 'lpnet12', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['?', '', false],
    ['a*b*', 'ab', true],
  ])('%s of %j: %s', (glob, value, matches) => {
    expect(matchesGlob(glob, value)).toBe(matches);
  });

  // As a regular expression this backtracks for ever.
  it('answers many stars of a hostile name', () => {
    expect(matchesGlob(`${'a*'.repeat(40)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});
