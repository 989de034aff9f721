import type { DocumentObject } from '../formats/document-value.js';
import type { Envelope, EventFormat } from './event-format.js';
import { JSON_LOG } from './logs/json-log.js';
import { LOG_FORMATS } from './logs/log-formats.js';
import { OTLP } from './otlp/otlp.js';
import { SENTRY } from './sentry/sentry.js';

/** Every format of events, one a line. The first that recognises an object reads it. */
export const EVENT_FORMATS: readonly EventFormat[] = [SENTRY, OTLP, ...LOG_FORMATS];

/**
 * The format of an object; undefined of an OOPS. What comes in an envelope is Sentry's, whatever it is; what nobody
 * recognises is read as a line of a log, which says best what it lacks.
 */
export function eventFormatOf(document: DocumentObject, envelope?: Envelope): EventFormat | undefined {
  if (envelope) return SENTRY;
  if (isOops(document)) return undefined;
  const format = EVENT_FORMATS.find((one) => one.recognises(document)) ?? JSON_LOG;
  return format === JSON_LOG && lacksId(document) ? undefined : format;
}

/** Keys that only an OOPS has. */
const OOPS_KEYS = ['reporter', 'tb_text', 'req_vars', 'timeSource', 'requestVariables', 'statementsCount'];

/** Keys of events of other kinds. */
const EVENT_KEYS = ['level', 'severity', 'msg', 'message', 'log.level', '@timestamp', 'event_id', 'eventID'];

/** Whether an object is an OOPS without an id, which is refused as such: it would be taken for a line that says no error. */
function lacksId(document: DocumentObject): boolean {
  return ['type', ...OOPS_KEYS].some((key) => key in document) && !EVENT_KEYS.some((key) => key in document);
}

/** Whether an object is an OOPS: it has an id and what only an OOPS has, or nothing that an event has. */
function isOops(document: DocumentObject): boolean {
  if (typeof document.id !== 'string') return false;
  return OOPS_KEYS.some((key) => key in document) || !EVENT_KEYS.some((key) => key in document);
}
