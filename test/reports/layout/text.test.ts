import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, hangLine, plural, toLine, wrapLine } from '../../../src/reports/layout/text.js';

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
    ['SELECT', 2, '..'],
    ['SELECT', -1, ''],
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

describe('hangLine', () => {
  it('indents what follows the first line', () => {
    expect(hangLine(' 12 ', 'AssertionError: not again', 24)).toBe(' 12 AssertionError: not\n    again');
  });

  it('puts the text below a label that leaves no room for it', () => {
    expect(hangLine(' a-long-name = ', 'value', 12)).toBe(' a-long-name\n =\n     value');
    expect(hangLine(` ${'k'.repeat(78)} = `, 'value', 80)).toBe(` ${'k'.repeat(78)}\n =\n     value`);
  });

  it('ends at any width, keeps to it, and loses nothing', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀') }).map((given) => given.trim());
    fc.assert(
      fc.property(text, text, fc.integer({ min: -5, max: 60 }), (label, line, width) => {
        const lines = hangLine(`  ${label}: `, line, width).split('\n');
        const widest = Math.max(...lines.map((one) => one.trim().length));
        expect(widest).toBeLessThanOrEqual(Math.max(2, width));
        expect(lines.join('').replaceAll(' ', '')).toBe(`${label}:${line}`.replaceAll(' ', ''));
        expect(lines.join('')).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('takes room in proportion to label and text', () => {
    const million = 'x'.repeat(1_000_000);
    for (const width of [80, 1, -100]) {
      expect(hangLine(` ${million} = `, million, width).length).toBeLessThan(4_100_000);
    }
  });
});

it.each([
  [1, '1 OOPS'],
  [0, '0 OOPSes'],
  [2, '2 OOPSes'],
])('plural counts %i', (count, text) => {
  expect(plural(count, 'OOPS', 'OOPSes')).toBe(text);
});
