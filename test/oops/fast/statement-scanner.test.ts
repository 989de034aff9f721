import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatementScanner, statementMark } from '../../../src/oops/fast/statement-scanner.js';
import { normaliseStatement } from '../../../src/oops/statements.js';

/** One scanner for all, so that what it wrote before shows where it is not written over. */
const scanner = new StatementScanner();

function scan(sql: string): string {
  // What stands before and after a statement in a report must not matter.
  const bytes = Buffer.from(`x7$${sql}'9`);
  return scanner.normalise(bytes, 3, bytes.length - 2);
}

/** The pieces that the patterns are about, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    "'",
    "''",
    ',',
    ' ',
    '\n',
    '1',
    '23',
    '$',
    '$INT',
    '$I',
    '_',
    '.',
    '(',
    '\\',
    'é',
    '\u00a0',
  ),
  fc.constantFrom('a', 'b', 'B', 'e', 'E', 'n', 'N', 'x', 'X', 'i', "E'", "b'", 'table1', 'ſ', '٣'),
  fc.constantFrom('1, 2, 3', "'it''s'", ' , ', '5,', '-7'),
);

describe('StatementScanner', () => {
  it.each([
    ["SELECT * FROM t1 WHERE name = 'it''s' AND id IN (1, 2, 3)"],
    ["SELECT 1,2 , 3\n,4 FROM a WHERE b = 'c', 5, 6"],
    ["WHERE a = 1,,2, 3 AND $1 = x'ff' AND can't = 5a"],
    ["WHERE a = E'it\\'s' AND b = 'never ends"],
    ['WHERE a = $INT, 2, 3'],
    [''],
  ])('says the same as the patterns of %j', (sql) => {
    expect(scan(sql)).toBe(normaliseStatement(sql));
  });

  it('says the same as the patterns of any pieces of SQL', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const sql = pieces.join('');
        expect(scan(sql)).toBe(normaliseStatement(sql));
      }),
      { numRuns: 5000 },
    );
  });

  it('says the same as the patterns of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (sql) => {
        expect(scan(sql)).toBe(normaliseStatement(sql));
      }),
      { numRuns: 1000 },
    );
  });

  it('has room for a statement that grows', () => {
    const sql = '1 '.repeat(50_000);
    expect(scan(sql)).toBe(normaliseStatement(sql));
  });
});

describe('statementMark', () => {
  const markOf = (sql: string) => statementMark(Buffer.from(sql), 0, Buffer.byteLength(sql));

  it('is equal for statements that are equal once normalised', () => {
    const start = fc.constantFrom('', 'SELECT a', 'WHERE can', `${'x'.repeat(38)} `, `${'x'.repeat(37)} `);
    const few = fc.array(
      fc.constantFrom("'a'", "b'1'", "e'1'", '1', '22', ' ', ', ', 'b', '$STRING', "'", 'n'),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(start, few, few, (beginning, one, other) => {
        const [a, b] = [beginning + one.join(''), beginning + other.join('')];
        fc.pre(normaliseStatement(a) === normaliseStatement(b));
        expect(markOf(a)).toBe(markOf(b));
      }),
      { numRuns: 3000 },
    );
  });

  it('differs for statements that begin differently', () => {
    expect(markOf('SELECT a FROM t WHERE id = 1')).not.toBe(markOf('SELECT b FROM t WHERE id = 1'));
  });
});
