import { type TextQuery, wantedPhrases } from '../query/text-query.js';
import type { Db } from './open-database.js';
import { matchExpression } from './text-index.js';

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
 * Opens the snippets of a question: of an OOPS, by its number, the stretches of text that match, what was looked for in
 * brackets, such as `value: The [Store left] the building; url: https://[launchpad].net/`. Empty where nothing was looked for.
 */
export function openSnippets(db: Db, query: TextQuery): (seq: number) => string {
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
