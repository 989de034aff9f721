import { type DocumentObject, isDictionary, isList } from '../../formats/document-value.js';
import { isApiExport } from './api-export.js';
import { hexIdOf } from './identity.js';
import { isLegacyName } from './legacy.js';

/** The keys by which an event with an id is told from other JSON with an `event_id`. */
const TELLING_KEYS = [
  'platform',
  'sdk',
  'exception',
  'logentry',
  'stacktrace',
  'threads',
  'breadcrumbs',
  'culprit',
  'contexts',
  'modules',
];

/**
 * Whether an object is an event as clients send it or as the API exports it. An OOPS has an id of its own; a line of a
 * log has no `event_id` together with the keys of an event.
 */
export function recognisesEvent(document: DocumentObject): boolean {
  if (isApiExport(document)) return true;
  const hex = hexIdOf(document.event_id);
  if (document.id !== undefined && (hex === null || hexIdOf(document.id) !== hex)) return false;
  const isLegacy = Object.keys(document).some(isLegacyName);
  if (hex !== null) return isLegacy || TELLING_KEYS.some((key) => Object.hasOwn(document, key));
  return isLegacy || (typeof document.platform === 'string' && hasWhatFailed(document));
}

/** Exceptions or a message, in the shape of an event, with a time: some clients leave the id to the server. */
function hasWhatFailed({ timestamp, exception, logentry }: DocumentObject): boolean {
  if (timestamp === undefined) return false;
  return isDictionary(logentry) || isList(exception) || isDictionary(exception);
}
