import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '../../src/oops/oops.js';
import {
  longestStatements,
  mostExpensiveStatement,
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
