import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapePattern,
  findsPattern,
  PatternError,
  parsePattern,
  replacePattern,
} from '../../src/text/pattern.js';

/** Parts of patterns that mean the same here as in JavaScript, without look-ahead and references. */
const part = fc.constantFrom(
  'a',
  'b',
  '.',
  '\\d',
  '\\w+',
  '[ab]',
  '[^a]',
  '\\b',
  '^',
  '$',
  '(?<=a)',
  '(?<!b)',
  '\\.',
);
const piece = fc
  .tuple(part, fc.constantFrom('', '', '', '*', '+?', '?', '{2}'))
  .filter(([what, times]) => times === '' || !/^(?:\\b|\^|\$|\(\?<)/.test(what))
  .map(([what, times]) => (times !== '' && /\+$/.test(what) ? `(?:${what})${times}` : what + times));
const source = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.tuple(piece, piece, piece).map(([a, b, c]) => `(${a})(?:${b}|${c})`),
);
const text = fc
  .array(fc.constantFrom('a', 'b', '1', ' ', '.', 'aab', 'ü'), { maxLength: 12 })
  .map((all) => all.join(''));

describe('a pattern of the user', () => {
  it('finds and replaces what JavaScript does', () => {
    fc.assert(
      fc.property(
        source,
        text,
        fc.constantFrom('', 'x', '<$&>', '$1$1', '$$', '$NAME', '$2'),
        (pattern, value, by) => {
          const own = parsePattern(pattern);
          expect(findsPattern(own, value)).toBe(new RegExp(pattern).test(value));
          expect(replacePattern(own, value, by)).toBe(value.replace(new RegExp(pattern, 'g'), by));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['(?i)database', 'The DATABASE is away', true],
    ['^Bug #\\d+$', 'Bug #504291', true],
    ['a.c', 'a\nc', false],
    ['a[^]c', 'a\nc', true],
    ['https:\\/\\/\\u{e9}', 'https://é', true],
    ['(?<name>x)\\cA', 'x\u0001', true],
    ['\\p{Lu}', 'É', true],
    ['^.$', '😀', true],
  ])('%s in %j: %s', (pattern, value, found) => {
    expect(findsPattern(parsePattern(pattern), value)).toBe(found);
  });

  it('says which part cannot be searched for, and why', () => {
    const reasonOf = (pattern: string) => {
      try {
        parsePattern(pattern);
      } catch (error) {
        if (error instanceof PatternError) return error.message;
        throw error;
      }
      return 'found no fault';
    };
    const linear = 'which cannot be searched for in linear time';
    expect(reasonOf('a(?=b)')).toBe(`\`(?=\` looks ahead, ${linear}`);
    expect(reasonOf('a(?!b)')).toBe(`\`(?!\` looks ahead, ${linear}`);
    expect(reasonOf('(a)\\1')).toBe(`\`\\1\` refers back to a group, ${linear}`);
    expect(reasonOf('(?<n>a)\\k<n>')).toBe(`\`\\k\` refers back to a group, ${linear}`);
    expect(reasonOf('(?<=(a))b')).toBe(
      '`(?<=(a))b` looks behind with a group in it; write the group as (?:…)',
    );
    expect(reasonOf('(?>a)')).toBe('`(?>` is an atomic group, which JavaScript does not have');
    expect(reasonOf('(a{100}){100}')).toBe(
      '`{100}` repeats too often: 1,000 times at most, all nested repeats together',
    );
    expect(reasonOf('[a-')).toBe('`[a-`: missing closing ]');
    expect(reasonOf('a**')).toBe('`**`: invalid nested repetition operator');
    expect(reasonOf('a\\')).toBe('trailing backslash at end of expression');
  });

  // With backtracking each of these takes longer than the universe is old.
  it.each(['(a+)+$', '(a|a)*b', '(a?){200}a{200}b', '(?:(?:a*)*)*c', '(a*)*(?<=b)c'])(
    'answers %s of a hostile value',
    (pattern) => {
      const [own, value] = [parsePattern(pattern), `${'a'.repeat(10_000)}!`];
      expect(findsPattern(own, value)).toBe(false);
      expect(replacePattern(own, value, '-')).toBe(value);
    },
  );
});

describe('escapePattern', () => {
  it('gives what finds the text alone, with any flags', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', 'u', 'v'), (text, flags) => {
        expect(new RegExp(`^(?:${escapePattern(text)})$`, flags).test(text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(new RegExp(escapePattern('a.c|d')).test('abc')).toBe(false);
  });
});
