import Database from 'better-sqlite3';
import type { TextQuery } from '../../../questions/text-query.js';
import type { Db } from '../db.js';
import { createSeqSet, type SeqSet } from '../loader/seq-set.js';
import { markNumbers } from '../marks.js';
import { mayBePart, PLACEHOLDER, tracebackOf } from '../tracebacks/template.js';
import { matchExpression } from './match-expression.js';

type Phrase = Extract<TextQuery, { kind: 'phrase' }>;

/** So many tracebacks are put together at once. */
const BATCH = 500;

/**
 * The OOPSes whose traceback has a phrase that its template alone does not have, by their numbers. The index, which has the templates,
 * must be up to date.
 */
export function findInParts(db: Db, phrase: Phrase): SeqSet {
  const found = createSeqSet();
  const words = bare(phrase.words).match(WORDS) ?? [];
  const isLast = (place: number) => place === words.length - 1;
  const candidates = words.filter((word, place) => mayBePart(word, phrase.isPrefix && isLast(place)));
  if (candidates.length === 0) return found;
  const patterns = words.flatMap((word, place) =>
    candidates.includes(word) ? [phrase.isPrefix && isLast(place) ? `%"${word}%` : `%"${word}"%`] : [],
  );
  const seqs = db
    .prepare('SELECT oops FROM traceback_parts, json_each(?) pattern WHERE parts LIKE pattern.value')
    .pluck()
    .all(JSON.stringify(patterns)) as number[];
  // One word needs no others beside it, and with ASCII's letters alone it was not changed.
  const isCertain = words.length === 1 && /^\p{ASCII}+$/u.test(phrase.words);
  const certain = isCertain ? seqs : verify(db, phrase, words, new Set(seqs));
  for (const seq of certain) found.add(seq);
  return found;
}

/** What FTS5 takes for words (`unicode61`, https://sqlite.org/fts5.html#unicode61_tokenizer). */
const WORDS = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * A text without its diacritics, as FTS5 compares (`remove_diacritics`): `é` finds the part `e01`. FTS5 leaves some letters that have two
 * of them as they are, so what is found so is to be verified.
 */
function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** Those of them whose whole traceback has the phrase. */
function verify(db: Db, phrase: Phrase, words: readonly string[], seqs: ReadonlySet<number>): number[] {
  const templates = findTemplates(db, phrase, words);
  const select = db.prepare(
    `SELECT p.oops, o.traceback_id AS textId, t.value, p.parts
     FROM json_each(?) seq JOIN traceback_parts p ON p.oops = seq.value JOIN stored_oops o ON o.id = p.oops
       JOIN text t ON t.id = o.traceback_id`,
  );
  const memory = new Database(':memory:');
  try {
    memory.exec('CREATE VIRTUAL TABLE traceback USING fts5 (value)');
    const add = memory.prepare('INSERT INTO traceback (rowid, value) VALUES (?, ?)');
    const match = memory.prepare('SELECT rowid FROM traceback WHERE traceback MATCH ?').pluck();
    const all = [...seqs];
    const matching: number[] = [];
    for (let from = 0; from < all.length; from += BATCH) {
      const rows = select.all(JSON.stringify(all.slice(from, from + BATCH))) as PartsRow[];
      memory.exec('DELETE FROM traceback');
      for (const { oops, textId, value, parts } of rows) {
        if (templates[textId]) add.run(oops, tracebackOf(value, parts));
      }
      matching.push(...(match.all(matchExpression(phrase)) as number[]));
    }
    return matching;
  } finally {
    memory.close();
  }
}

interface PartsRow {
  readonly oops: number;
  readonly textId: number;
  readonly value: string;
  readonly parts: string;
}

/** Which texts are templates that have, somewhere, the words of a phrase that no part can be: 1 at the place of each one's number. */
function findTemplates(db: Db, { isPrefix }: Phrase, words: readonly string[]): Uint8Array {
  const isBeginning = (place: number) => isPrefix && place === words.length - 1;
  const others = words.flatMap((word, place) =>
    mayBePart(word, isBeginning(place))
      ? []
      : [matchExpression({ kind: 'phrase', words: word, isPrefix: isBeginning(place) })],
  );
  const found = db
    .prepare('SELECT json_group_array(rowid) FROM text_index WHERE text_index MATCH ?')
    .pluck()
    .get([`"${PLACEHOLDER}"`, ...others].join(' AND ')) as string;
  return markNumbers(JSON.parse(found));
}
