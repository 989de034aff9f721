import { wellFormedText } from '../../../text/well-formed-text.js';
import { type DocumentObject, plainValue } from '../../formats/document-value.js';
import { isMessage } from './exception/message.js';
import { otherBreadcrumbs } from './request/statements.js';
import { dictionaryOf, wordOf } from './values.js';

/** The keys of an event that its report has as its own. */
const TAKEN_KEYS: ReadonlySet<string> = new Set([
  'event_id',
  'id',
  'timestamp',
  'exception',
  'stacktrace',
  'server_name',
  'transaction',
  'release',
  'dist',
  'fingerprint',
  'user',
  'request',
  'breadcrumbs',
]);

/** What only a tracker has a use for: stacks of the other threads, symbols, remarks on the payload. The event has them. */
const TRACKERS_KEYS: ReadonlySet<string> = new Set(['threads', 'debug_meta', '_meta', 'type']);

/** The parts of a request that its variables and its URL tell. */
const TAKEN_OF_REQUEST: ReadonlySet<string> = new Set([
  'url',
  'method',
  'query_string',
  'headers',
  'env',
  'cookies',
]);

/** All that an event says and its report has no field for, as plain values: tags, contexts, modules, unknown keys. */
export function extraOf(event: DocumentObject): Record<string, unknown> {
  const request = without(dictionaryOf(event.request), (key) => TAKEN_OF_REQUEST.has(key));
  const user = dictionaryOf(event.user);
  const breadcrumbs = otherBreadcrumbs(event.breadcrumbs);
  const rest: DocumentObject = {
    ...without(event, (key) => TAKEN_KEYS.has(key) || TRACKERS_KEYS.has(key) || isTold(event, key)),
    ...(Object.keys(request).length > 0 ? { request } : {}),
    ...(Object.keys(user).length > 1 ? { user } : {}),
    ...(breadcrumbs.length > 0 ? { breadcrumbs } : {}),
  };
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [wellFormedText(key), plainValue(value)]),
  );
}

/** A message is the value where there is no exception; the culprit is the topic where there is no transaction. */
function isTold(event: DocumentObject, key: string): boolean {
  if (key === 'culprit') return wordOf(event.transaction) === null;
  if (key !== 'logentry' && key !== 'message') return false;
  return isMessage(event);
}

function without(document: DocumentObject, isLeftOut: (key: string) => boolean): DocumentObject {
  return Object.fromEntries(
    Object.entries(document).filter(([key, value]) => !isLeftOut(key) && value !== null),
  );
}
