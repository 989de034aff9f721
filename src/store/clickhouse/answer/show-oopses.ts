import type { Key } from '../../../questions/keys.js';
import type { Value } from '../../../questions/question.js';
import type { TextQuery } from '../../../questions/text-query.js';
import type { Reading } from '../events/reading.js';
import { type OopsPlace, readOopsView } from '../views/oops-view.js';
import { columnsOf } from './asked-view.js';
import { keySql } from './key-sql.js';

/** An OOPS that has a place in a list. */
export interface FoundOops extends OopsPlace {
  /** How well it matches the text that was looked for. */
  readonly rank: number;
}

/** The texts of `SNIPPET_COLUMNS`, in their order. */
const TEXTS = ['value', 'type', 'topic', 'url', 'username', 'traceback'];

/** So many are fetched at once. */
const BATCH = 5000;

/** The values of keys of OOPSes that were found, in their order. */
export async function showOopses(
  reading: Reading,
  keys: readonly Key[],
  text: TextQuery | null,
  found: readonly FoundOops[],
): Promise<Value[][]> {
  const rows: Value[][] = [];
  for (let start = 0; start < found.length; start += BATCH) {
    rows.push(...(await showSome(reading, keys, text, found.slice(start, start + BATCH))));
  }
  return rows;
}

async function showSome(
  reading: Reading,
  keys: readonly Key[],
  text: TextQuery | null,
  found: readonly FoundOops[],
): Promise<Value[][]> {
  const view = await readOopsView(reading, new Set(columnsOf(keys)), { places: found });
  const hasSnippets = text !== null && keys.some(({ name }) => name === 'snippet');
  const shown = [
    ...keys.map((key) => (key.name === 'rank' ? '0' : keySql(key, view.columns).shown)),
    ...(hasSnippets ? TEXTS : []),
  ];
  const fetched = await reading.connection.rows<[idKey: string, ...values: Value[]]>(
    `SELECT id_key, ${shown.map((expression, place) => `${expression} AS c${place}`).join(', ')}
     FROM ${view.from} WHERE ${view.where}`,
    view.parameters,
  );
  const byId = new Map(fetched.map(([idKey, ...values]) => [idKey, values]));
  const rows = found.map(({ idKey }) => byId.get(idKey) ?? []);
  const snippets = hasSnippets
    ? await makeSnippets(
        text,
        rows.map((values) => values.slice(keys.length)),
      )
    : [];
  return rows.map((values, row) =>
    keys.map(({ name }, place) => {
      if (name === 'rank') return found[row]?.rank ?? null;
      return name === 'snippet' ? (snippets[row] ?? '') : (values[place] ?? null);
    }),
  );
}

/** FTS5 itself makes them, of the texts that are shown. */
async function makeSnippets(text: TextQuery, texts: readonly (readonly Value[])[]): Promise<string[]> {
  const { snippetsOfTexts } = await import('../../sqlite/answer/snippets.js');
  return snippetsOfTexts(text, texts as readonly (readonly (string | null)[])[]);
}
