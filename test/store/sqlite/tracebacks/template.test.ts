import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillTemplate,
  mayBePart,
  PLACEHOLDER,
  splitTraceback,
  tracebackOf,
} from '../../../../src/store/sqlite/tracebacks/template.js';
import { anyTraceback } from '../../../support/any-traceback.js';

/** Something of so many characters that has no part. */
const FRAMES = '  File "lib/a.py", line 70, in get\n    return self.step(request)\n'.repeat(2);
const partsOf = (text: string) => splitTraceback(FRAMES + text)?.parts ?? [];

describe('splitTraceback', () => {
  it.each([
    ['KeyError: <Thing at 0x7f00fb86738b>', ['0x7f00fb86738b']],
    ['no row 4711 of 12', ['4711', '12']],
    ['id=4711, key:815', ['4711', '815']],
    ['9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d is gone', ['9b1deb4d', '3b7d', '4bad', '9bdd', '2b0d7b3dcb6d']],
    ['etag d41d8cd98f00b204e980', ['d41d8cd98f00b204e980']],
    ['at 5', []],
    ['deadbeef, facade', []],
    ['line 4711, in handle_12 of module47', []],
    ['at run (app.js:120:15)', []],
    ['at Main.run(Main.java:123)', []],
    ['#3 /srv/index.php(42): run()', []],
    ["app.rb:123:in `run'", []],
    ['é4711 4712é', []],
  ])('takes out of %s %j', (text, parts) => expect(partsOf(text)).toEqual(parts));

  it('leaves as they are short tracebacks, those of many parts, and those that it could not put together again', () => {
    expect(splitTraceback('KeyError: 4711')).toBeNull();
    expect(splitTraceback('4711 '.repeat(100))).toBeNull();
    expect(splitTraceback(`${FRAMES} 4711 ${PLACEHOLDER}`)).toBeNull();
    expect(splitTraceback(`${FRAMES} 4711 \0`)).toBeNull();
    expect(splitTraceback(FRAMES)).toBeNull();
  });

  it('gives what makes the traceback again', () => {
    fc.assert(
      fc.property(anyTraceback, (traceback) => {
        const split = splitTraceback(traceback);
        expect(split ? fillTemplate(split) : traceback).toBe(traceback);
        expect(tracebackOf(split?.template ?? traceback, split && JSON.stringify(split.parts))).toBe(
          traceback,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('gives templates of which FTS5 has the words in the same places, but for the parts', () => {
    const db = new Database(':memory:');
    db.exec(`
      CREATE VIRTUAL TABLE texts USING fts5 (value);
      CREATE VIRTUAL TABLE words USING fts5vocab (texts, instance)`);
    const add = db.prepare('INSERT INTO texts (value) VALUES (?)');
    const list = db.prepare('SELECT term FROM words ORDER BY offset').pluck();
    const wordsOf = (text: string) => {
      db.exec('DELETE FROM texts');
      add.run(text);
      return list.all() as string[];
    };
    fc.assert(
      fc.property(anyTraceback, (traceback) => {
        const { template, parts } = splitTraceback(traceback) ?? { template: traceback, parts: [] };
        const [left, filled] = [[...parts], wordsOf(template)];
        const own = filled.map((word) => (word === PLACEHOLDER ? left.shift()?.toLowerCase() : word));
        expect(own).toEqual(wordsOf(traceback));
        expect(left).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('mayBePart', () => {
  it('is so of every part, and of whatever one begins with', () => {
    fc.assert(
      fc.property(anyTraceback, (traceback) => {
        for (const part of splitTraceback(traceback)?.parts ?? []) {
          expect(mayBePart(part, false)).toBe(true);
          for (let end = 1; end <= part.length; end++) expect(mayBePart(part.slice(0, end), true)).toBe(true);
        }
      }),
    );
  });

  it.each(['store', 'handle', 'g0', '7'])('is not of %s', (word) =>
    expect(mayBePart(word, false)).toBe(false),
  );
});
