import Database from 'better-sqlite3';
import { type TextQuery, wantedPhrases } from '../../../questions/text-query.js';
import type { Db } from '../db.js';
import { tracebackOf } from '../tracebacks/template.js';
import { matchExpression } from './match-expression.js';

/** The texts of an OOPS that snippets are made of, those that say most first. */
const SNIPPET_COLUMNS = ['value', 'type', 'topic', 'url', 'user', 'traceback'] as const;

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
  const textsOf = db.prepare(SELECT_TEXTS);
  const partsOf = db.prepare('SELECT parts FROM traceback_parts WHERE oops = ?').pluck();
  const textOf = db.prepare('SELECT value FROM text WHERE id = ?').pluck();
  const snippetOf = prepareSnippetOfTexts(db, query);
  let ofTexts: SnippetOfTexts | undefined;
  return (seq) => {
    const ids = textsOf.get(seq) as TextIds;
    const parts = partsOf.get(seq) as string | undefined;
    if (parts === undefined) return snippetOf(ids);
    // The index has only the template of its traceback.
    const texts = SNIPPET_COLUMNS.map((column) => (textOf.get(ids[column]) as string | undefined) ?? null);
    ofTexts ??= createSnippetOfTexts(query);
    return ofTexts.of(texts.with(-1, tracebackOf(texts.at(-1) ?? null, parts)));
  };
}

/**
 * The snippets of OOPSes that another engine has, by their texts: the same as if they were here.
 *
 * @param oopses the texts of each in the order of `SNIPPET_COLUMNS`
 */
export function snippetsOfTexts(query: TextQuery, oopses: readonly (readonly (string | null)[])[]): string[] {
  const snippet = createSnippetOfTexts(query);
  try {
    return oopses.map((texts) => snippet.of(texts));
  } finally {
    snippet.close();
  }
}

interface SnippetOfTexts {
  /** @param texts those of an OOPS, in the order of `SNIPPET_COLUMNS` */
  of(texts: readonly (string | null)[]): string;
  close(): void;
}

/** Makes what finds the snippets of texts that are in no index: they are taken into one of their own, in memory. */
function createSnippetOfTexts(query: TextQuery): SnippetOfTexts {
  const memory = new Database(':memory:');
  memory.exec('CREATE VIRTUAL TABLE text_index USING fts5 (value)');
  const add = memory.prepare('INSERT INTO text_index (value) VALUES (?)');
  const snippetOf = prepareSnippetOfTexts(memory, query);
  return {
    of(texts) {
      memory.exec('DELETE FROM text_index');
      const ids = texts.map((text) => (text === null ? null : Number(add.run(text).lastInsertRowid)));
      return snippetOf(
        Object.fromEntries(SNIPPET_COLUMNS.map((column, place) => [column, ids[place] ?? null])),
      );
    },
    close: () => memory.close(),
  };
}

/** The numbers of the texts of an OOPS in the index, by column and in their order. */
type TextIds = Readonly<Record<string, number | null>>;

/** How many words of a text a snippet shows. */
const WORDS = 12;

/** Numbers come as floating point, with which FTS5 compares no rowid: it would find every text. */
const IN_TEXT = 'text_index MATCH @match AND rowid = CAST(@id AS INTEGER)';

function prepareSnippetOfTexts(db: Db, query: TextQuery): (texts: TextIds) => string {
  const phrases = wantedPhrases(query).map(matchExpression);
  const has = db.prepare(`SELECT 1 FROM text_index WHERE ${IN_TEXT}`).pluck();
  const snippet = db
    .prepare(`SELECT snippet(text_index, 0, '[', ']', '…', ${WORDS}) FROM text_index WHERE ${IN_TEXT}`)
    .pluck();
  return (ids) => {
    const texts = Object.entries(ids);
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
