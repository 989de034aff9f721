import { type TextQuery, wantedPhrases } from '../../../questions/text-query.js';
import { type Db, writeTransaction } from '../db.js';
import { markNumbers } from '../marks.js';

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

/** The phrase as FTS5 reads it. Whatever stands between its words, it finds the words one after the other. */
function matchExpression({ words, isPrefix }: Phrase): string {
  return `"${words.replaceAll('"', '""')}"${isPrefix ? ' *' : ''}`;
}

/** Which texts and which exceptions have a phrase: 1 at the place of each one's number. */
export interface PhraseMatches {
  readonly texts: Uint8Array;
  readonly exceptions: Uint8Array;
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
  return { texts, exceptions: markNumbers(matching.map(([id = 0]) => id)) };
}

/** How many words of a text a snippet shows. */
const WORDS = 12;

/** Numbers come as floating point, with which FTS5 compares no rowid: it would find every text. */
const IN_TEXT = 'text_index MATCH @match AND rowid = CAST(@id AS INTEGER)';

/** The texts of an OOPS, those that say most first. */
const SELECT_TEXTS = `
  SELECT e.value_id AS value, e.type_id AS type, o.topic_id AS topic, o.url_id AS url, o.username_id AS user,
    o.traceback_id AS traceback
  FROM stored_oops o JOIN exception e ON e.id = o.exception_id WHERE o.id = ?`;

/**
 * Prepares the snippets of a question: of an OOPS, by its number, the stretches of text that match, with what was
 * looked for in brackets; empty where nothing was.
 *
 * @example
 * prepareSnippets(db, query)(1); // 'value: The [Store left] the building; url: https://[launchpad].net/'
 */
export function prepareSnippets(db: Db, query: TextQuery): (seq: number) => string {
  const phrases = wantedPhrases(query).map(matchExpression);
  const textsOf = db.prepare(SELECT_TEXTS);
  const has = db.prepare(`SELECT 1 FROM text_index WHERE ${IN_TEXT}`).pluck();
  const snippet = db
    .prepare(`SELECT snippet(text_index, 0, '[', ']', '…', ${WORDS}) FROM text_index WHERE ${IN_TEXT}`)
    .pluck();
  return (seq) => {
    const texts = Object.entries(textsOf.get(seq) as Record<string, number | null>);
    const places = phrases.map((match) =>
      texts.findIndex(([, id]) => id !== null && has.get({ match, id }) !== undefined),
    );
    const match = phrases.join(' OR ');
    return texts
      .filter((_, place) => places.includes(place))
      .map(([column, id]) => `${column}: ${snippet.get({ match, id })}`)
      .join('; ');
  };
}
