import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
  numberOf,
  textOf,
  urlOf,
} from './formats/document-value.js';
import { reportFromDocument } from './formats/report-from-document.js';
import type { Cause, Oops, OopsReport } from './oops.js';
import { type KeepsStatement, oopsFromReport } from './oops-from-report.js';

/** What `show` calls the keys of the report dictionary that it names in its own way. */
const DICTIONARY_KEYS: Readonly<Record<string, string>> = {
  durationSeconds: 'duration',
  requestVariables: 'req_vars',
  traceback: 'tb_text',
  branchNick: 'branch_nick',
  lastOops: 'last_oops',
};

/** The other keys of the report dictionary: `show` calls them the same, or does not name them. */
const SHARED_KEYS = [
  'id',
  'type',
  'value',
  'time',
  'reporter',
  'topic',
  'url',
  'username',
  'timeline',
  'informational',
  'revno',
  'hostname',
  'pageid',
  'revision',
];

/** What a whole report tells by its request variables, its timeline or its folder, and an export of the database by itself. */
const KEPT_KEYS = [
  'method',
  'userAgent',
  'referrer',
  'totalMilliseconds',
  'statementsCount',
  'mostExpensiveStatement',
  'timeSource',
  'causes',
  'fingerprint',
  'isEvent',
  'clockOffsetSeconds',
];

/** What follows from the rest, the config and the window log: it is worked out anew, never taken over. */
const DERIVED_KEYS = new Set([
  'system',
  'signature',
  'isBot',
  'isLocalReferrer',
  'classification',
  'path',
  'attribution',
  'arrivedAt',
  'copies',
  'bug',
  'repeatedStatements',
  'longestStatements',
  'fileRemark',
]);

/** The keys of an exported OOPS that are read: those of `show`, and those of the report dictionary. */
export const EXPORT_KEYS: readonly string[] = [
  ...SHARED_KEYS,
  ...Object.entries(DICTIONARY_KEYS).flat(),
  ...KEPT_KEYS,
  'extra',
];

/** The keys whose columns, or paths of keys, a user can name: also what is no key of an OOPS and says what is one. */
export const COLUMN_KEYS: readonly string[] = [...EXPORT_KEYS, 'system', 'level'];

/** The key that a user names, in any case; `system` is who reported. Null for what is none. */
export function columnKeyOf(name: string): string | null {
  const key = COLUMN_KEYS.find((one) => one.toLowerCase() === name.toLowerCase());
  return key === 'system' ? 'reporter' : (key ?? null);
}

/** Whether a key is one that `show` works out, so that a column of its name is no surprise. */
export function isDerivedKey(key: string): boolean {
  return DERIVED_KEYS.has(key);
}

/**
 * Reads the report of one row of an export, with the keys of `show --format json`, of the report dictionary, or of both.
 * Keys that neither knows survive in `extra`.
 *
 * @throws ReportError when the row has no id, or is nested without end.
 *
 * @example
 * reportFromExport({ id: 'OOPS-1A1', durationSeconds: 2 }).durationSeconds; // 2
 * reportFromExport({ id: 'OOPS-1A1', duration: 2 }).durationSeconds;        // 2
 */
export function reportFromExport(row: DocumentObject): OopsReport {
  const { extra, ...own } = row;
  const entries = Object.entries(own).filter(([key]) => !DERIVED_KEYS.has(key) && !KEPT_KEYS.includes(key));
  const renamed = entries.flatMap(([key, value]): [string, DocumentValue][] => {
    const dictionaryKey = Object.hasOwn(DICTIONARY_KEYS, key) ? DICTIONARY_KEYS[key] : undefined;
    return dictionaryKey === undefined || value === null ? [] : [[dictionaryKey, value]];
  });
  const asWritten = entries.filter(([key]) => !Object.hasOwn(DICTIONARY_KEYS, key));
  const document: DocumentObject = Object.fromEntries([
    ...Object.entries(keysOfExtra(extra)),
    ...asWritten,
    ...renamed,
  ]);
  const report = reportFromDocument({ ...document, timeline: timelineAsLists(document.timeline) });
  const isEvent = row.isEvent === true;
  return {
    ...report,
    reporter: isEvent ? (textOf(row.reporter)?.trim() ?? report.reporter) : report.reporter,
    causes: isList(row.causes) ? row.causes.map(causeFromValue) : [],
    fingerprint: isList(row.fingerprint) ? row.fingerprint.map((part) => textOf(part) ?? '') : null,
    isEvent,
    clockOffset: clockOffsetOf(numberOf(row.clockOffsetSeconds)),
  };
}

function clockOffsetOf(seconds: number | null): number | null {
  const offset = Math.round((seconds ?? Number.NaN) * 1000);
  return Number.isSafeInteger(offset) ? offset : null;
}

function causeFromValue(value: DocumentValue): Cause {
  return isDictionary(value)
    ? { type: textOf(value.type), value: textOf(value.value) }
    : { type: null, value: textOf(value) };
}

/**
 * What the database keeps of a row. What follows from request variables and timeline is taken from the row where it
 * names it, because an export of what the database keeps has neither.
 *
 * @throws ReportError as reportFromExport does.
 *
 * @example
 * oopsFromExport({ id: 'OOPS-1A1', method: 'GET', statementsCount: 7 }).statementsCount; // 7
 */
export function oopsFromExport(row: DocumentObject, keepsStatement: KeepsStatement = () => true): Oops {
  const oops = oopsFromReport(reportFromExport(row), keepsStatement);
  return {
    ...oops,
    method: textOf(row.method)?.toUpperCase() ?? oops.method,
    userAgent: textOf(row.userAgent) ?? oops.userAgent,
    referrer: urlOf(row.referrer) ?? oops.referrer,
    totalMilliseconds: countOf(row.totalMilliseconds) ?? oops.totalMilliseconds,
    statementsCount: countOf(row.statementsCount) ?? oops.statementsCount,
    mostExpensiveStatement: keepsStatement(oops)
      ? (textOf(row.mostExpensiveStatement) ?? oops.mostExpensiveStatement)
      : null,
  };
}

/** The keys that `extra` brings: its own, or itself where it is no dictionary. */
function keysOfExtra(extra: DocumentValue): DocumentObject {
  if (isDictionary(extra)) return extra;
  return extra === undefined || extra === null ? {} : { extra };
}

/** `show` names the parts of a timeline's row; the report dictionary has them in a list. */
function timelineAsLists(timeline: DocumentValue): DocumentValue {
  if (!isList(timeline)) return timeline;
  return timeline.map((row) => {
    if (!isDictionary(row) || !('detail' in row)) return row;
    const { start, end, category, detail, backtrace } = row;
    return backtrace === undefined
      ? [start, end, category, detail]
      : [start, end, category, detail, backtrace];
  });
}

function countOf(value: DocumentValue): number | null {
  const count = numberOf(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}
