import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimelineDigester } from '../../../src/oops/fast/timeline-digest.js';
import { mostExpensiveStatement, statementRows } from '../../../src/oops/statements.js';

/** Statements that differ in what normalising takes away, or only far behind their beginning. */
const anyStatement = fc.oneof(
  fc.constantFrom(
    'SELECT 1',
    'SELECT 2',
    "SELECT name FROM person WHERE name = 'a'",
    "SELECT name FROM person WHERE name = 'b'",
    "SELECT name FROM person WHERE age = 'b'",
    "SELECT name FROM person WHERE name = N'é'",
    'SELECT a, b, c FROM t WHERE id IN (1, 2, 3)',
    'SELECT a, b, c FROM t WHERE id IN (4, 5, 6, 7)',
    'COMMIT ☕',
    '',
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

const anyTimeline = fc.array(
  fc.record({
    start: fc.nat(100),
    end: fc.nat(200),
    category: fc.constantFrom('SQL-main', 'sql-slave', 'memcache', null),
    detail: anyStatement,
  }),
  { maxLength: 40 },
);

/** One digester for all, as one reads one report after the other. */
const digester = new TimelineDigester();

describe('TimelineDigester', () => {
  it('tells statements apart by their first million characters', () => {
    const long = `SELECT é${' '.repeat(1_000_000)}`;
    const timeline = [`${long} a`, 'SELECT b', `${long} c`].map((detail, index) => ({
      ...{ start: 0, end: index === 1 ? 3 : 2 },
      ...{ category: 'SQL', detail },
    }));
    expect(mostExpensiveStatement(timeline)).toMatch(/^SELECT é/);
    expect(digester.digest(timeline).findMostExpensiveStatement()).toBe(mostExpensiveStatement(timeline));
  });

  it('finds what the statement summary finds', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const digest = digester.digest(timeline);
        expect({
          lastEnd: digest.lastEnd,
          statementsCount: digest.statementsCount,
          mostExpensiveStatement: digest.findMostExpensiveStatement(),
        }).toEqual({
          lastEnd: timeline.at(-1)?.end ?? null,
          statementsCount: statementRows(timeline).length,
          mostExpensiveStatement: mostExpensiveStatement(timeline),
        });
      }),
      { numRuns: 2000 },
    );
  });
});
