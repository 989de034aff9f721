import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
} from '../../formats/document-value.js';
import { hexIdOf } from './identity.js';
import { dictionaryOf, pairsOf, tagOf, wordOf } from './values.js';

/** Whether an object is an event as the API gives it out: its id is spelled in camel case. */
export function isApiExport(document: DocumentObject): boolean {
  return hexIdOf(document.eventID) !== null && EXPORTED_KEYS.some((key) => Object.hasOwn(document, key));
}

const EXPORTED_KEYS = ['dateCreated', 'dateReceived', 'entries', 'groupID', 'projectID', 'event.type'];

/** The keys of an exported event that have another name in the event that a client sent. */
const RENAMED_KEYS: readonly (readonly [exported: string, sent: string])[] = [
  ['eventID', 'event_id'],
  ['dateCreated', 'timestamp'],
  ['dateReceived', 'received'],
  ['projectSlug', 'project'],
  ['projectID', 'project'],
  ['event.type', 'type'],
  ['context', 'extra'],
  ['packages', 'modules'],
];

/** What has become a tag on its way through Sentry. */
const KEYS_AS_TAGS = ['environment', 'server_name', 'transaction', 'level', 'logger', 'release', 'dist'];

/** The kinds of entries, and the keys that they have in the event that a client sent. */
const KEYS_OF_ENTRIES: ReadonlyMap<string, string> = new Map([
  ['exception', 'exception'],
  ['message', 'logentry'],
  ['request', 'request'],
  ['breadcrumbs', 'breadcrumbs'],
  ['threads', 'threads'],
  ['stacktrace', 'stacktrace'],
]);

/**
 * The event that a client sent, from the event that the API gives out of it. What has no name in the other one stays as it
 * is.
 * Source: the API's description of an event, getsentry/sentry api-docs/paths/events/project-event-details.json.
 *
 * @example
 * eventFromApi({ eventID: 'f8e9…', dateCreated: '2026-11-27T08:00:00Z', entries: [{ type: 'message', data: {…} }] });
 * // { event_id: 'f8e9…', timestamp: '2026-11-27T08:00:00Z', logentry: {…} }
 */
export function eventFromApi(exported: DocumentObject): DocumentObject {
  const { id: _, entries, ...rest } = exported;
  const renamed = RENAMED_KEYS.flatMap(([from, to]) =>
    rest[from] == null ? [] : [[to, rest[from]] as const],
  );
  const left = Object.entries(rest).filter(([key]) => !RENAMED_KEYS.some(([from]) => from === key));
  const event: DocumentObject = {
    ...Object.fromEntries(left),
    ...fromTags(exported),
    ...Object.fromEntries(renamed),
    ...partsFromEntries(entries),
  };
  return { ...event, ...whatFailed(event), release: releaseOf(event.release) };
}

function fromTags(exported: DocumentObject): DocumentObject {
  const tagged = KEYS_AS_TAGS.flatMap((key) => {
    const tag = wordOf(exported[key]) === null ? tagOf(exported, key) : null;
    return tag === null ? [] : [[key, tag] as const];
  });
  return { ...Object.fromEntries(tagged), tags: Object.fromEntries(pairsOf(exported.tags)) };
}

function partsFromEntries(entries: DocumentValue): DocumentObject {
  const parts: [key: string, value: DocumentValue][] = [];
  const unknown: DocumentObject[] = [];
  for (const entry of isList(entries) ? entries.filter(isDictionary) : []) {
    const key = KEYS_OF_ENTRIES.get(wordOf(entry.type) ?? '');
    if (key === undefined) unknown.push(entry);
    else parts.push([key, key === 'request' ? requestFrom(entry.data) : entry.data]);
  }
  return { ...Object.fromEntries(parts), ...(unknown.length > 0 ? { entries: unknown } : {}) };
}

function requestFrom(data: DocumentValue): DocumentValue {
  if (!isDictionary(data)) return data;
  const { query, ...rest } = data;
  return query === undefined ? data : { ...rest, query_string: query };
}

/**
 * What failed, where the API gave out no entries, as in its lists: the type and value that it worked out, else the title, in
 * which both stand together. A message of which there are exceptions too is the text that Sentry searches, and tells nothing
 * else.
 */
function whatFailed(event: DocumentObject): DocumentObject {
  const { exception, logentry, metadata, title } = event;
  if (exception !== undefined) return { message: null };
  if (logentry !== undefined || wordOf(event.type) !== 'error') return {};
  const { type, value } = dictionaryOf(metadata);
  const known = wordOf(type) === null ? { value: title ?? event.message } : { type, value };
  return { exception: [known], message: null };
}

/** A release is text, or all that Sentry knows of it. */
function releaseOf(release: DocumentValue): DocumentValue {
  return isDictionary(release) ? (release.version ?? null) : release;
}
