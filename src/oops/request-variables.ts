import { type DocumentValue, isDictionary, isList, textOf } from './document-value.js';

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
  if (isDictionary(value)) return Object.entries(value).map(([name, child]) => [name, textOf(child) ?? '']);
  return isList(value) ? value.flatMap(variablesFromPair) : variablesFromPair(value);
}

function variablesFromPair(pair: DocumentValue): RequestVariable[] {
  if (isDictionary(pair)) return requestVariablesFromValue(pair);
  const [name, ...values] = isList(pair) ? pair : [pair];
  if (name === null || name === undefined) return [];
  return [[textOf(name) ?? '', textOf(values.length > 1 ? values : values[0]) ?? '']];
}
