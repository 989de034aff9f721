import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
  knownName,
  textOf,
} from '../../formats/document-value.js';

/**
 * What an event gives as text, or null where it gives none: nothing, blanks, or the empty list that PHP writes for
 * an empty dictionary. A number or a dictionary in the place of text is kept as its text.
 *
 * @example
 * wordOf(' web-1 '); // 'web-1'
 * wordOf([]);        // null
 */
export function wordOf(value: DocumentValue): string | null {
  return isEmpty(value) ? null : knownName(textOf(value))?.trim() || null;
}

function isEmpty(value: DocumentValue): boolean {
  return isList(value) ? value.length === 0 : isDictionary(value) && Object.keys(value).length === 0;
}

/** The value as a dictionary: an empty one where it is none. */
export function dictionaryOf(value: DocumentValue): DocumentObject {
  return isDictionary(value) ? value : {};
}

/**
 * The dictionaries of a list, which can be wrapped as `{ values: […] }`, and of which one alone can stand for the list.
 * Source: Sentry's exceptions, threads and breadcrumbs, develop.sentry.dev/sdk/data-model/event-payloads/exception.
 *
 * @example
 * valuesOf({ values: [null, { type: 'KeyError' }] }); // [{ type: 'KeyError' }]
 * valuesOf({ type: 'KeyError' });                     // [{ type: 'KeyError' }]
 */
export function valuesOf(value: DocumentValue): readonly DocumentObject[] {
  if (isList(value)) return value.filter(isDictionary);
  if (!isDictionary(value)) return [];
  if ('values' in value) return valuesOf(value.values);
  return isEmpty(value) ? [] : [value];
}

/**
 * The names and values of a dictionary, or of what stands for one: a list of pairs, or of dictionaries with `key` and
 * `value`. Of text there are none.
 *
 * @example
 * pairsOf([['Host', 'a.example'], { key: 'Accept', value: '*' }]); // [['Host', 'a.example'], ['Accept', '*']]
 */
export function pairsOf(value: DocumentValue): readonly (readonly [name: string, value: DocumentValue])[] {
  if (isDictionary(value)) return Object.entries(value);
  if (!isList(value)) return [];
  return value.flatMap((pair) => {
    const [name, child] = isList(pair) ? pair : isDictionary(pair) ? [pair.key, pair.value] : [];
    const word = wordOf(name);
    return word === null ? [] : [[word, child] as const];
  });
}

/** The value of a tag, from a dictionary of tags or a list of pairs; null where the event has no such tag. */
export function tagOf(event: DocumentObject, name: string): string | null {
  return wordOf(pairsOf(event.tags).find(([key]) => key === name)?.[1]);
}
