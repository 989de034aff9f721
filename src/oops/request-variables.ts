import { type DocumentValue, isDictionary, isList, textOf, urlOf } from './document-value.js';
import { wellFormedText } from './well-formed-text.js';

type RequestVariable = readonly [name: string, value: string];

/**
 * Reads `req_vars`: a dictionary, or in older reports a list of [name, value] pairs. What a broken writer left in
 * place of a pair is a name with an empty value.
 *
 * @example
 * requestVariablesFromValue([['REQUEST_METHOD', 'GET'], ['HTTP_COOKIE']]);
 * // [['REQUEST_METHOD', 'GET'], ['HTTP_COOKIE', '']]
 */
export function requestVariablesFromValue(value: DocumentValue): RequestVariable[] {
  if (value === null || value === undefined) return [];
  if (isDictionary(value))
    return Object.entries(value).map(([name, child]) => variableOf(wellFormedText(name), child));
  if (!isList(value)) return variablesFromPair(value);
  const variables: RequestVariable[] = [];
  for (const pair of value) variables.push(...variablesFromPair(pair));
  return variables;
}

function variablesFromPair(pair: DocumentValue): RequestVariable[] {
  if (isDictionary(pair)) return requestVariablesFromValue(pair);
  const list = isList(pair) ? pair : [pair];
  const [name, value] = list;
  if (name === null || name === undefined) return [];
  return [variableOf(textOf(name) ?? '', list.length > 2 ? list.slice(1) : value)];
}

/** The one that is a URL; see `urlOf`. */
const REFERRER = 'HTTP_REFERER';

function variableOf(name: string, value: DocumentValue): RequestVariable {
  return [name, (name === REFERRER ? urlOf(value) : textOf(value)) ?? ''];
}
