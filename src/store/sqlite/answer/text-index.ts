import type { TextQuery } from '../../../questions/text-query.js';
import { type Db, writeTransaction } from '../db.js';
import type { SeqSet } from '../loader/seq-set.js';
import { markNumbers } from '../marks.js';
import { findInParts } from './find-in-parts.js';
import { matchExpression } from './match-expression.js';

type Phrase = Extract<TextQuery, { kind: 'phrase' }>;

/** How many texts a transaction takes: others want to write too, and what is done stays done when it is stopped. */
const BATCH = 50_000;

/** How many texts came since the index was last brought up to date. Texts are numbered as they come. */
export function countUnindexed(db: Db): number {
  return db
    .prepare('SELECT count(*) FROM text WHERE id > @last')
    .pluck()
    .get({ last: lastIndexed(db) }) as number;
}

/** Takes into the index the texts that it does not have. The first time that is all of them. */
export function refreshTextIndex(db: Db): void {
  const add = db.prepare(
    'INSERT INTO text_index (rowid, value) SELECT id, value FROM text WHERE id > @last ORDER BY id LIMIT @batch',
  );
  while (countUnindexed(db) > 0) {
    writeTransaction(db, () => add.run({ last: lastIndexed(db), batch: BATCH }));
  }
}

function lastIndexed(db: Db): number {
  return (db.prepare('SELECT max(id) FROM text_index_docsize').pluck().get() as number | null) ?? 0;
}

/** What has a phrase. */
export interface PhraseMatches {
  /** Texts, templates of tracebacks among them: 1 at the place of each one's number. */
  readonly texts: Uint8Array;
  /** Exceptions, likewise. */
  readonly exceptions: Uint8Array;
  /** The OOPSes of whose traceback only the whole has it, by their numbers. */
  readonly tracebacks: SeqSet;
}

/** Finds the texts that have a phrase, and the exceptions of which the type, the value or a cause is one of them. */
export function findPhrase(db: Db, phrase: Phrase): PhraseMatches {
  // As one text of numbers, because a word can be in a million texts, and a row for each takes long.
  const found = db
    .prepare('SELECT json_group_array(rowid) FROM text_index WHERE text_index MATCH ?')
    .pluck()
    .get(matchExpression(phrase)) as string;
  const texts = markNumbers(JSON.parse(found));
  const exceptions = db
    .prepare('SELECT id, type_id, value_id, causes_id FROM exception')
    .raw()
    .all() as number[][];
  const matching = exceptions.filter(([, ...parts]) => parts.some((part) => texts[part ?? 0]));
  return {
    texts,
    exceptions: markNumbers(matching.map(([id = 0]) => id)),
    tracebacks: findInParts(db, phrase),
  };
}
