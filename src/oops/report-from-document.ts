import { parseInstant } from '../time/instant.js';
import {
  type DocumentObject,
  type DocumentValue,
  knownName,
  numberOf,
  plainValue,
  textOf,
  urlOf,
} from './document-value.js';
import type { OopsReport } from './oops.js';
import { reporterFromId } from './oops-id.js';
import { ReportError } from './report-error.js';
import { requestVariablesFromValue } from './request-variables.js';
import { timelineFromValue } from './timeline.js';
import { wellFormedText } from './well-formed-text.js';

/** The reporter of a report that does not say who wrote it. */
export const UNKNOWN_REPORTER = 'UNKNOWN';

/**
 * Reads a report dictionary, the form that every format shares: BSON, text and exported JSON. Only the id is
 * mandatory; of a value of the wrong kind, what can be read is kept.
 * Source of the keys: the report dictionary of python-oops.
 *
 * @throws ReportError when the report has no id, or is nested without end.
 *
 * @example
 * reportFromDocument({ id: 'OOPS-2077A101', time: '2011-09-08T08:53:05Z' }).reporter; // 'A'
 */
export function reportFromDocument(document: DocumentObject): OopsReport {
  const id = textOf(document.id)?.trim();
  if (!id) throw new ReportError('no id');
  return {
    id,
    type: textOf(document.type),
    value: textOf(document.value),
    time: timeFromValue(document.time),
    reporter: nameOf(document.reporter)?.trim().toUpperCase() || (reporterFromId(id) ?? UNKNOWN_REPORTER),
    topic: nameOf(document.topic ?? document.pageid),
    url: knownName(urlOf(document.url)),
    username: nameOf(document.username),
    durationSeconds: durationFromValue(document.duration),
    requestVariables: requestVariablesFromValue(document.req_vars),
    timeline: timelineFromValue(document.timeline),
    traceback: textOf(document.tb_text),
    branchNick: nameOf(document.branch_nick),
    revno: nameOf(document.revno ?? document.revision),
    informational: isTrue(document.informational),
    hostname: nameOf(document.hostname),
    lastOops: nameOf(document.last_oops),
    extra: unknownKeys(document),
  };
}

function nameOf(value: DocumentValue): string | null {
  return knownName(textOf(value));
}

/** The keys of the report dictionary. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'id',
  'type',
  'value',
  'time',
  'reporter',
  'topic',
  'pageid',
  'url',
  'username',
  'duration',
  'req_vars',
  'timeline',
  'tb_text',
  'branch_nick',
  'revno',
  'revision',
  'informational',
  'hostname',
  'last_oops',
]);

function unknownKeys(document: DocumentObject): Record<string, unknown> {
  const unknown = Object.keys(document).filter((key) => !KNOWN_KEYS.has(key));
  return Object.fromEntries(unknown.map((key) => [wellFormedText(key), plainValue(document[key])]));
}

/** Epoch seconds past this would lie beyond the year 5000: the writer counted milliseconds. */
const LARGEST_EPOCH_SECONDS = 1e11;

/** A BSON time, ISO text (naive means UTC), or a number since the Unix epoch. Null for anything else. */
function timeFromValue(value: DocumentValue): number | null {
  if (value instanceof Date) return instantOrNull(value.getTime());
  const epoch = numberOf(value);
  if (epoch !== null) {
    return instantOrNull(
      Math.abs(epoch) < LARGEST_EPOCH_SECONDS ? Math.round(epoch * 1000) : Math.round(epoch),
    );
  }
  const text = textOf(value);
  return text === null ? null : parseInstant(text);
}

/** No JavaScript date, and no calendar, reaches further than this from the epoch. */
function instantOrNull(milliseconds: number): number | null {
  return Math.abs(milliseconds) <= 8.64e15 ? milliseconds : null;
}

/** python-oops writes -1 for a duration that it does not know. */
function durationFromValue(value: DocumentValue): number | null {
  const seconds = numberOf(value);
  return seconds === null || seconds < 0 ? null : seconds;
}

function isTrue(value: DocumentValue): boolean {
  if (typeof value === 'boolean') return value;
  return numberOf(value) !== null
    ? numberOf(value) !== 0
    : /^\s*(true|yes|on)\s*$/i.test(textOf(value) ?? '');
}
