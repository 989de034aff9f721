import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import {
  DIACRITICS,
  FOLDED_LETTERS,
  SEPARATORS,
} from '../../../../../src/store/clickhouse/answer/text/letters.js';

const LAST = 0x10ffff;
/** How many letters are asked for at once. */
const PART = 4096;

/** What FTS5 makes of each code point between two letters: nothing, another letter, or two words. */
function* askFts5(): Generator<[code: number, letter: string | null]> {
  const db = new Database(':memory:');
  db.exec('CREATE VIRTUAL TABLE t USING fts5 (x); CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)');
  const put = db.prepare('INSERT OR REPLACE INTO t (rowid, x) VALUES (1, ?)');
  const words = db.prepare('SELECT term FROM v ORDER BY offset').pluck();
  for (let begin = 0; begin <= LAST; begin += PART) {
    const codes = Array.from({ length: PART }, (_, more) => begin + more).filter(
      (code) => code < 0xd800 || code > 0xdfff,
    );
    // Between words stands what all agree on.
    put.run(codes.map((code) => `a${String.fromCodePoint(code)}b`).join(' '));
    const found = words.all().values() as IterableIterator<string>;
    for (const code of codes) {
      const word = String(found.next().value);
      if (word === 'a') found.next();
      yield [code, word === 'a' ? null : word.slice(1, -1)];
    }
  }
  db.close();
}

/** See `readRanges`. */
function writeRanges(codes: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const end = (index: number) => ranges[index]?.[1] ?? 0;
  return ranges
    .map(([first, last], index) => {
      const more = last > first ? `+${(last - first).toString(36)}` : '';
      return `${(first - end(index - 1)).toString(36)}${more}`;
    })
    .join(' ');
}

it('are those of FTS5, every one of them', () => {
  const [separators, diacritics] = [[] as number[], [] as number[]];
  const variants = new Map<string, string>();
  for (const [code, letter] of askFts5()) {
    const own = String.fromCodePoint(code);
    if (letter === null) separators.push(code);
    else if (letter === '') diacritics.push(code);
    else if (letter !== own) variants.set(letter, (variants.get(letter) ?? letter) + own);
  }
  // What is copied from here into letters.ts, where SQLite has changed its mind.
  expect(writeRanges(separators)).toBe(SEPARATORS);
  expect(writeRanges(diacritics)).toBe(DIACRITICS);
  expect([...variants.values()].join(' ')).toBe(FOLDED_LETTERS);
});
