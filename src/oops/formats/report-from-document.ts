import { wellFormedText } from '../../text/well-formed-text.js';
import { parseInstant } from '../../time/instant.js';
import { NO_EVENT, type OopsReport, type TimelineRow } from '../oops.js';
import { reporterFromId } from '../oops-id.js';
import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
  knownName,
  numberOf,
  plainValue,
  textOf,
  urlOf,
} from './document-value.js';
import { ReportError } from './report-error.js';

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
    ...NO_EVENT,
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
export function timeFromValue(value: DocumentValue): number | null {
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

/**
 * Reads `timeline`: rows of [start ms, end ms, category, detail] and perhaps a backtrace. Short rows are filled up
 * with 0 and `unknown`, elements after the fifth are left out, and what is no list at all becomes one row of the
 * category `badtimeline`, so that its text can still be read.
 *
 * @example
 * timelineFromValue([[1, 5, 'SQL-main', 'SELECT 1'], [7]]);
 * // [{ start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
 * //  { start: 7, end: 0, category: 'unknown', detail: 'unknown' }]
 */
export function timelineFromValue(value: DocumentValue): TimelineRow[] {
  if (value === null || value === undefined) return [];
  return isList(value) ? value.map(rowFromValue) : [badRow(value)];
}

function rowFromValue(row: DocumentValue): TimelineRow {
  if (!isList(row)) return badRow(row);
  const [start, end, category, detail, backtrace] = row;
  const backtraceText = textOf(backtrace);
  return {
    start: numberOf(start) ?? 0,
    end: numberOf(end) ?? 0,
    category: row.length > 2 ? textOf(category) : 'unknown',
    detail: row.length > 3 ? (textOf(detail) ?? '') : 'unknown',
    ...(backtraceText === null ? {} : { backtrace: backtraceText }),
  };
}

function badRow(value: DocumentValue): TimelineRow {
  return { start: 0, end: 0, category: 'badtimeline', detail: textOf(value) ?? '' };
}
