import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '../../src/oops/oops.js';
import {
  longestStatements,
  mostExpensiveStatement,
  normaliseStatement,
  repeatedStatements,
  statementRows,
  summariseStatements,
} from '../../src/oops/statements.js';

describe('statementRows', () => {
  it.each([
    ['takes rows whose category begins with SQL', ['SQL-main', 'memcache-get', 'SQL'], [0, 2]],
    ['in any case', ['sql-main', 'Sql', 'memcache-get'], [0, 1]],
    ['not those that hold it elsewhere', ['SQL', 'NoSQL', null], [0]],
    ['takes all rows where no category says so', ['memcache-get', null], [0, 1]],
    ['takes none of none', [], []],
  ])('%s', (_, categories, expected) => {
    const timeline = categories.map((category, index) => row(index, index + 1, 'SELECT 1', category));
    expect(statementRows(timeline)).toEqual(expected.map((index) => timeline[index]));
  });
});

describe('summariseStatements', () => {
  it('adds up the executions of each statement, in the order in which they first ran', () => {
    const timeline = [row(0, 10, 'SELECT 1'), row(10, 15, 'COMMIT'), row(15, 45, 'SELECT 2')];
    expect(summariseStatements(timeline)).toEqual([
      {
        statement: 'SELECT $INT',
        count: 2,
        totalMilliseconds: 40,
        meanMilliseconds: 20,
        savedMilliseconds: 20,
      },
      { statement: 'COMMIT', count: 1, totalMilliseconds: 5, meanMilliseconds: 5, savedMilliseconds: 0 },
    ]);
  });

  it('counts no time for a row that ends before it starts', () => {
    expect(summariseStatements([row(9, 3, 'COMMIT')])[0]?.totalMilliseconds).toBe(0);
  });

  it('loses no row and no time', () => {
    const rows = fc.array(
      fc
        .tuple(fc.nat(1000), fc.nat(1000), fc.constantFrom('SELECT 1', 'SELECT 2', 'COMMIT', "x = 'a'"))
        .map(([start, length, detail]) => row(start, start + length, detail)),
    );
    fc.assert(
      fc.property(rows, (timeline) => {
        const statements = summariseStatements(timeline);
        expect(sum(statements.map(({ count }) => count))).toBe(timeline.length);
        expect(sum(statements.map(({ totalMilliseconds }) => totalMilliseconds))).toBe(
          sum(timeline.map(({ start, end }) => end - start)),
        );
      }),
    );
  });
});

describe('mostExpensiveStatement', () => {
  it.each<[string, TimelineRow[], string | null]>([
    [
      'is the largest sum, not the longest row',
      [row(0, 9, 'A'), row(9, 14, 'B 1'), row(14, 19, 'B 2')],
      'B $INT',
    ],
    ['is the one that ran first of equals', [row(0, 5, 'A'), row(5, 10, 'B')], 'A'],
    ['is the first where none took time', [row(0, 0, 'A'), row(0, 0, 'B')], 'A'],
    ['is SQL where there is any', [row(0, 9, 'get', 'memcache-get'), row(9, 10, 'A')], 'A'],
    ['is any row where none is SQL', [row(0, 9, 'get', 'memcache-get'), row(9, 10, 'A', null)], 'get'],
    ['is nothing without a timeline', [], null],
    ['is cut to 200 characters', [row(0, 1, `A${'x'.repeat(200)}`)], `A${'x'.repeat(199)}`],
  ])('%s', (_, timeline, expected) => {
    expect(mostExpensiveStatement(timeline)).toBe(expected);
  });

  it('adds up statements by their whole text, not by what is shown of them', () => {
    const [a, b] = [`${'x'.repeat(200)}a`, `${'x'.repeat(200)}b`];
    expect(mostExpensiveStatement([row(0, 3, a), row(3, 6, b), row(6, 10, 'C')])).toBe('C');
  });
});

describe('repeatedStatements and longestStatements', () => {
  const timeline = [
    row(0, 30, 'ONCE'),
    row(30, 40, 'FAST'),
    row(40, 50, 'FAST'),
    row(50, 60, 'FAST'),
    row(60, 70, 'FAST'),
    row(70, 95, 'SLOW'),
    row(95, 120, 'SLOW'),
    row(120, 145, 'ALSO SLOW'),
    row(145, 170, 'ALSO SLOW'),
  ];

  it('lists what ran more than once by the time it wasted, not by the time it took', () => {
    expect(repeatedStatements(timeline).map((found) => [found.statement, found.savedMilliseconds])).toEqual([
      ['FAST', 30],
      ['SLOW', 25],
      ['ALSO SLOW', 25],
    ]);
  });

  it('lists all by how long each execution took', () => {
    expect(longestStatements(timeline).map((found) => [found.statement, found.meanMilliseconds])).toEqual([
      ['ONCE', 30],
      ['SLOW', 25],
      ['ALSO SLOW', 25],
      ['FAST', 10],
    ]);
  });

  it('list nothing of nothing', () => {
    expect([repeatedStatements([]), longestStatements([])]).toEqual([[], []]);
  });
});

function row(start: number, end: number, detail: string, category: string | null = 'SQL-main'): TimelineRow {
  return { start, end, category, detail };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

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
