import { wellFormedText } from '../../../../text/well-formed-text.js';
import {
  type DocumentObject,
  type DocumentValue,
  isList,
  textOf,
  urlOf,
} from '../../../formats/document-value.js';
import { pairsOf, wordOf } from '../values.js';

type RequestVariable = readonly [name: string, value: string];

/** The page that was asked for, without its query where the event has that apart; null where the event does not say. */
export function requestUrlOf(request: DocumentObject): string | null {
  return wordOf(request.url) === null ? null : (urlOf(request.url)?.trim() ?? null);
}

/**
 * What an event says of its request, as a web server's gateway names it: the server's environment, the headers as
 * `HTTP_*`, the cookies, the query, and the method.
 * Source of the keys: develop.sentry.dev/sdk/data-model/event-payloads/request; of the names: RFC 3875.
 *
 * @example
 * requestVariablesOf({ method: 'GET', headers: [['User-Agent', 'curl/8']], query_string: 'a=1' });
 * // [['HTTP_USER_AGENT', 'curl/8'], ['QUERY_STRING', 'a=1'], ['REQUEST_METHOD', 'GET']]
 */
export function requestVariablesOf(request: DocumentObject): RequestVariable[] {
  const environment = pairsOf(request.env).map(([name, value]) => variable(wellFormedText(name), value));
  const headers = pairsOf(request.headers).map(([name, value]) => variable(headerName(name), value));
  const hasCookies = headers.some(([name]) => name === 'HTTP_COOKIE');
  return [
    ...environment,
    ...headers,
    ...named('HTTP_COOKIE', hasCookies ? null : joined(request.cookies, '; ', (text) => text)),
    ...named('QUERY_STRING', joined(request.query_string, '&', encodeURIComponent)),
    ...named('REQUEST_METHOD', wordOf(request.method)),
  ];
}

function headerName(name: string): string {
  return `HTTP_${wellFormedText(name).toUpperCase().replaceAll('-', '_')}`;
}

/** Of a header that came several times, PHP and .NET give a list. */
function variable(name: string, value: DocumentValue): RequestVariable {
  if (isList(value)) return [name, value.map((one) => textOf(one) ?? '').join(', ')];
  return [name, (name === 'HTTP_REFERER' ? urlOf(value) : textOf(value)) ?? ''];
}

function named(name: string, value: string | null): RequestVariable[] {
  return value === null ? [] : [[name, value]];
}

/** Names and values as one text, where the client took them apart. */
function joined(value: DocumentValue, separator: string, quote: (text: string) => string): string | null {
  const pairs = pairsOf(value);
  if (pairs.length === 0) return wordOf(value);
  return pairs
    .map(([name, child]) => `${quote(wellFormedText(name))}=${quote(textOf(child) ?? '')}`)
    .join(separator);
}
