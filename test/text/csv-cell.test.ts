import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guardFormula, quoteCell, unguardFormula } from '../../src/text/csv-cell.js';

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ["-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['\rx', "'\rx"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["it's = 1", "it's = 1"],
])('guardFormula makes text of %j', (text, cell) => {
  expect(guardFormula(text)).toBe(cell);
});

it('unguardFormula gives every text back', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', '\t', 'a') });
  fc.assert(
    fc.property(text, (given) => {
      expect(unguardFormula(guardFormula(given))).toBe(given);
    }),
  );
});

it.each([
  ['plain', 'plain'],
  ['a "b", c', '"a ""b"", c"'],
  ['a;b', '"a;b"'],
  ['two\r\nlines\n', '"two\r\nlines\n"'],
  ['\u001b[31m\u202e\r', '\\x1b[31m\\u{202e}\\x0d'],
])('quoteCell writes %j', (text, cell) => {
  expect(quoteCell(text)).toBe(cell);
});
