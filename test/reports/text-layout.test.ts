import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, hangLine, plural, toLine, wrapLine } from '../../src/reports/text-layout.js';

describe('toLine', () => {
  it.each([
    ['two\r\n  lines\t', 'two lines'],
    ['\u001b[31mred\u0007', '\\x1b[31mred\\x07'],
    ['\u009b2J', '\\x9b2J'],
    ['left\u202eright', 'left\\u{202e}right'],
    ['half \ud800', 'half \\u{d800}'],
    ['grüße 😀', 'grüße 😀'],
  ])('makes %j harmless', (text, line) => {
    expect(toLine(text)).toBe(line);
  });

  it('never leaves what a terminal acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('cutLine', () => {
  it.each([
    ['SELECT', 6, 'SELECT'],
    ['SELECT 1', 7, 'SELE...'],
    ['ab😀cdef', 6, 'ab...'],
  ])('cuts %j to %i', (line, width, cut) => {
    expect(cutLine(line, width)).toBe(cut);
  });
});

describe('wrapLine', () => {
  it('breaks at blanks, and within a word only where it is too long', () => {
    expect(wrapLine('one two a-word-that-is-long end', 8)).toEqual([
      'one two',
      'a-word-t',
      'hat-is-l',
      'ong end',
    ]);
  });

  it('loses no character and keeps to the width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,20}$/)),
        fc.integer({ min: 4, max: 40 }),
        (words, width) => {
          const lines = wrapLine(words.join(' '), width);
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

it('hangLine indents what follows the first line', () => {
  expect(hangLine(' 12 ', 'AssertionError: not again', 24)).toBe(' 12 AssertionError: not\n    again');
});

it.each([
  [1, '1 OOPS'],
  [0, '0 OOPSes'],
  [2, '2 OOPSes'],
])('plural counts %i', (count, text) => {
  expect(plural(count, 'OOPS', 'OOPSes')).toBe(text);
});
