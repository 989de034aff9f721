import { cutEnd } from '../text/cut-text.js';
import { quoteUrl } from '../text/quote-url.js';
import type { TimelineDigest } from './fast/timeline-digest.js';
import type { Oops, OopsReport } from './oops.js';
import { mostExpensiveStatement, statementRows } from './statements.js';

/**
 * What the database keeps of a report: its own fields, and what follows from its request variables and its timeline.
 *
 * @example
 * oopsFromReport({ ...report, requestVariables: [['REQUEST_METHOD', 'post']] }).method; // 'POST'
 */
export function oopsFromReport(report: OopsReport, keepsStatement?: KeepsStatement): Oops {
  const { timeline } = report;
  const digest: TimelineDigest = {
    lastEnd: timeline.at(-1)?.end ?? null,
    statementsCount: statementRows(timeline).length,
    findMostExpensiveStatement: () => mostExpensiveStatement(timeline),
  };
  return oopsFromDigest(report, digest, keepsStatement);
}

/** Whether the most expensive statement of an OOPS is to be kept. */
export type KeepsStatement = (oops: Oops) => boolean;

/** The same of a report whose timeline was digested while it was read. */
export function oopsFromDigest(
  report: OopsReport,
  digest: TimelineDigest,
  keepsStatement: KeepsStatement = () => true,
): Oops {
  const oops: Oops = {
    id: report.id,
    type: kept(report.type),
    value: kept(report.value),
    time: report.time,
    reporter: report.reporter,
    topic: kept(report.topic),
    url: report.url === null ? null : kept(quoteUrl(report.url)),
    method: requestVariable(report, 'REQUEST_METHOD')?.toUpperCase() ?? null,
    userAgent: kept(requestVariable(report, 'HTTP_USER_AGENT')),
    referrer: kept(requestVariable(report, 'HTTP_REFERER')),
    username: kept(report.username),
    durationSeconds: report.durationSeconds,
    totalMilliseconds: totalMilliseconds(report.durationSeconds, report.isEvent ? null : digest.lastEnd),
    statementsCount: digest.statementsCount,
    mostExpensiveStatement: null,
    traceback: kept(report.traceback),
    branchNick: kept(report.branchNick),
    revno: kept(report.revno),
    informational: report.informational,
    hostname: kept(report.hostname),
    lastOops: report.lastOops,
    causes: report.causes.map(({ type, value }) => ({ type: kept(type), value: kept(value) })),
    fingerprint: report.fingerprint,
    isEvent: report.isEvent,
    clockOffset: report.clockOffset,
  };
  return keepsStatement(oops)
    ? { ...oops, mostExpensiveStatement: digest.findMostExpensiveStatement() }
    : oops;
}

/** What is kept of a text, in characters: more than any report of a program has, and little enough to work on. */
const KEPT_LENGTH = 1_000_000;

function kept(text: string | null): string | null {
  return text === null || text.length <= KEPT_LENGTH ? text : cutEnd(text, KEPT_LENGTH);
}

/** The variable's last value, which is the one that counted for the program; null where there is none or it is empty. */
function requestVariable(report: OopsReport, name: string): string | null {
  return report.requestVariables.findLast(([candidate]) => candidate === name)?.[1] || null;
}

function totalMilliseconds(durationSeconds: number | null, lastEnd: number | null): number | null {
  if (durationSeconds !== null) return wholeMilliseconds(durationSeconds * 1000);
  return lastEnd === null ? null : wholeMilliseconds(lastEnd);
}

/** Null for what is no length of time: a broken writer's NaN or a figure past all counting. */
function wholeMilliseconds(milliseconds: number): number | null {
  const whole = Math.round(milliseconds);
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : null;
}
