import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../../src/questions/keys.js';
import type { Question } from '../../../../src/questions/question.js';
import { askOopses } from '../../../../src/store/sqlite/answer/answer.js';
import { matchExpression } from '../../../../src/store/sqlite/answer/match-expression.js';
import { refreshTextIndex } from '../../../../src/store/sqlite/answer/text-index.js';
import { anyTraceback } from '../../../support/any-traceback.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const QUESTION: Question = {
  ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], sort: null, limit: 100 },
  columns: readKeys('--columns', 'id,snippet'),
};

const FRAMES = '  File "lib/a.py", line 70, in get\n    return self.step(request)\n'.repeat(2);
const OOPSES = ['0x7f01 of 4711', '0x7f02 of 4712'].map((words, index) =>
  newOops(`OOPS-1A${index}`, { traceback: `${FRAMES}KeyError: <Thing at ${words}>`, value: 'x', url: null }),
);

function ask(words: string, isPrefix = false) {
  const db = databaseOf(OOPSES);
  refreshTextIndex(db);
  const { rows } = askOopses(db, { ...QUESTION, text: { kind: 'phrase', words, isPrefix } });
  return rows.map(([id, snippet]) => `${id} ${snippet}`);
}

describe('the words of tracebacks that are stored as templates', () => {
  const FIRST = expect.stringMatching(/^OOPS-1A0 traceback: /);
  const SECOND = expect.stringMatching(/^OOPS-1A1 traceback: /);

  it.each([
    ['0x7f02', false, [SECOND]],
    ['0X7F02', false, [SECOND]],
    ['0x7f0', false, []],
    ['0x7f0', true, [FIRST, SECOND]],
    ['thing at 0x7f02 of 4712', false, [SECOND]],
    ['thing at 0x7f02 of 4711', false, []],
    ['at 0x7f01 of', false, [FIRST]],
    ['of 47', true, [FIRST, SECOND]],
    ['of 47', false, []],
    ['thing at of', false, []],
    ['line 70', false, [FIRST, SECOND]],
    ['0ẋ7f02', false, [SECOND]],
    ['thing at 0x\u03017f02', false, [SECOND]],
  ])('are found: %s (as a beginning: %s)', (words, isPrefix, found) => {
    expect(ask(words, isPrefix)).toEqual(found);
  });

  it('are shown in snippets', () => {
    expect(ask('at 0x7f01')).toEqual([expect.stringContaining('<Thing [at 0x7f01] of 4711>')]);
  });

  it('are found as if the tracebacks were stored whole', () => {
    const phrase = fc.record({
      words: fc.array(
        fc.constantFrom('file', 'at', 'line', '12', '0x7f', '4711', 'é', 'ế', 'ẋ', 'a\u0308', 'a', '1'),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      isPrefix: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anyTraceback, { minLength: 1, maxLength: 5 }),
        phrase,
        fc.nat(),
        (tracebacks, own, seed) => {
          // What is looked for often stands there.
          const there = (tracebacks[seed % tracebacks.length] ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
          const from = seed % Math.max(1, there.length);
          const words = (
            seed % 3 === 0 ? own.words : [...there.slice(from, from + 3), ...own.words].slice(0, 3)
          ).join(' ');
          const text = { kind: 'phrase', words, isPrefix: own.isPrefix } as const;
          const db = databaseOf(
            tracebacks.map((traceback, index) =>
              newOops(`OOPS-1A${index}`, { type: null, value: null, url: null, traceback }),
            ),
          );
          refreshTextIndex(db);
          const whole = new Database(':memory:');
          whole.exec('CREATE VIRTUAL TABLE texts USING fts5 (value)');
          for (const traceback of tracebacks)
            whole.prepare('INSERT INTO texts (value) VALUES (?)').run(traceback);
          const expected = whole
            .prepare("SELECT 'OOPS-1A' || (rowid - 1) FROM texts WHERE texts MATCH ? ORDER BY 1")
            .pluck()
            .all(matchExpression(text));
          const found = askOopses(db, { ...QUESTION, columns: readKeys('--columns', 'id'), text }).rows.map(
            ([id]) => id,
          );
          expect(found.sort()).toEqual(expected);
          db.close();
          whole.close();
        },
      ),
      { numRuns: 200 },
    );
  });
});
