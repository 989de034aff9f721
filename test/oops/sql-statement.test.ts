import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseStatement } from '../../src/oops/statements.js';

describe('normaliseStatement', () => {
  it.each([
    ['a string', "WHERE name = 'mark'", 'WHERE name = $STRING'],
    ['an empty string', "name = ''", 'name = $STRING'],
    ['a doubled quote', "name = 'it''s' AND x", 'name = $STRING AND x'],
    ['doubled quotes at both ends', "name = '''x''' AND x", 'name = $STRING AND x'],
    ['a string over several lines', "name = 'a\nb'", 'name = $STRING'],
    ['an escape string', "name = E'it\\'s' AND x", 'name = $STRING AND x'],
    [
      'an escape string that ends in an escaped backslash',
      "x = e'\\\\' AND y = 'z'",
      'x = $STRING AND y = $STRING',
    ],
    [
      'a plain string that ends in a backslash',
      "x LIKE 'a' ESCAPE '\\' AND y = 'z'",
      'x LIKE $STRING ESCAPE $STRING AND y = $STRING',
    ],
    ['a bit string', "x = B'101'", 'x = $STRING'],
    ['digits in a string', "x = '12'", 'x = $STRING'],
    ['strings in a list', "x IN ('a', 'b', 'c')", 'x IN ($STRING, $STRING, $STRING)'],
    ['a string that is not closed', "x = 'ab", "x = 'ab"],
    ['an apostrophe in a word', "can't adapt, won't adapt", "can't adapt, won't adapt"],
    ['an identifier in double quotes', 'SELECT "name" FROM "Person"', 'SELECT "name" FROM "Person"'],
    ['an integer', 'id = 42', 'id = $INT'],
    ['an integer at both ends', '1 = 1', '$INT = $INT'],
    ['a negative integer', 'id = -42', 'id = -$INT'],
    ['a decimal number', 'x > 1.5', 'x > $INT.$INT'],
    ['an integer next to an operator', 'x=1+2', 'x=$INT+$INT'],
    ['an integer with a type', '10::integer', '$INT::integer'],
    ['digits at the end of an identifier', 'SELECT table1.c2', 'SELECT table1.c2'],
    ['digits after an underscore', 'SELECT t_1', 'SELECT t_1'],
    ['digits before letters', 'timeout 10000ms', 'timeout 10000ms'],
    ['digits after a letter outside ASCII', 'SELECT é1', 'SELECT é1'],
    ['a parameter', 'id = $1', 'id = $1'],
    ['two integers in a row', 'IN (1, 2)', 'IN ($INT, $INT)'],
    ['three integers in a row', 'IN (1, 2, 3)', 'IN ($INT ... $INT)'],
    ['many, spaced otherwise', 'IN (1,2 ,\n3, 4)', 'IN ($INT ... $INT)'],
    ['a row of integers and a name', 'IN (1, 2, 3, a)', 'IN ($INT ... $INT, a)'],
    ['a string within a row', "IN (1, 2, 'a', 3)", 'IN ($INT, $INT, $STRING, $INT)'],
    ['nothing', '', ''],
  ])('normalises %s', (_, sql, expected) => {
    expect(normaliseStatement(sql)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(sqlText(), (sql) => {
        const once = normaliseStatement(sql);
        expect(normaliseStatement(once)).toBe(once);
      }),
    );
  });

  it('gives one statement for all values', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string(), fc.string(), (a, b, x, y) => {
        expect(normaliseStatement(select(a, x))).toBe(normaliseStatement(select(b, y)));
      }),
    );
  });

  it.each([
    ['quotes', "'"],
    ['strings that are not closed', " E'\\"],
    ['digits', '1'],
    ['digits in a word', '1a'],
    ['integers in a row', '1, '],
    ['spaces after an integer', '1 '],
    ['integers set apart', '1     '],
    ['commas', ','],
    ['escape prefixes', 'E'],
    ['dollars', '$INT'],
  ])('reads a megabyte of %s without running away', (_, text) => {
    const sql = `x = 'a${text.repeat(1_000_000 / text.length)}b`;
    expect(normaliseStatement(sql).length).toBeLessThanOrEqual(sql.length * 4);
  });
});

/** Text of the characters that matter. */
function sqlText(): fc.Arbitrary<string> {
  const parts = [
    "'",
    "''",
    "E'",
    '\\',
    '"',
    '1',
    '23',
    ',',
    ' ',
    '\n',
    'a',
    '_',
    '$',
    '$INT',
    '$STRING',
    '.',
    '-',
    'é',
    ' ... ',
  ];
  return fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((chosen) => chosen.join(''));
}

function select(id: number, name: string): string {
  return `SELECT * FROM t1 WHERE id = ${id} AND name = '${name.replaceAll("'", "''")}'`;
}
