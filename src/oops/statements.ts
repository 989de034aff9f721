import { cutEnd } from '../text/cut-text.js';
import { type Pattern, replacePattern } from '../text/pattern.js';
import type { TimelineRow } from './oops.js';

/** How often one statement ran in one OOPS, and how long it took. Times are milliseconds. */
export interface StatementSummary {
  /** Normalised: see `normaliseStatement`. */
  readonly statement: string;
  readonly count: number;
  readonly totalMilliseconds: number;
  readonly meanMilliseconds: number;
  /** What the request would have saved had the statement run once: all executions but a mean one. */
  readonly savedMilliseconds: number;
}

/** How much of a statement tells it from others, in characters. */
export const LONGEST_STATEMENT = 1_000_000;

/** How much of a statement lists show, in characters. */
export const SHOWN_LENGTH = 200;

/**
 * The rows of a timeline that are statements: those whose category begins with `SQL`, in any case; where no category
 * says so, as in the oldest reports, all rows.
 */
export function statementRows(timeline: readonly TimelineRow[]): readonly TimelineRow[] {
  const rows = timeline.filter(isSql);
  return rows.length > 0 ? rows : timeline;
}

/** Whether the category of a row says that it is a statement. */
export function isSql({ category }: TimelineRow): boolean {
  return /^SQL/i.test(category ?? '');
}

/** The statements of a timeline, each once, in the order in which they first ran. */
export function summariseStatements(timeline: readonly TimelineRow[]): StatementSummary[] {
  const executions = new Map<string, { count: number; total: number }>();
  for (const row of statementRows(timeline)) {
    const statement = normaliseStatement(row.detail.slice(0, LONGEST_STATEMENT));
    const seen = executions.get(statement) ?? { count: 0, total: 0 };
    executions.set(statement, { count: seen.count + 1, total: seen.total + milliseconds(row) });
  }
  return Array.from(executions, ([statement, { count, total }]) => ({
    statement,
    count,
    totalMilliseconds: total,
    meanMilliseconds: total / count,
    savedMilliseconds: total - total / count,
  }));
}

/**
 * The normalised statement with the largest summed time, cut to 200 characters; of equals the one that ran first.
 * Null for an empty timeline.
 */
export function mostExpensiveStatement(timeline: readonly TimelineRow[]): string | null {
  const [worst] = descending(summariseStatements(timeline), (statement) => statement.totalMilliseconds);
  return worst ? cutEnd(worst.statement, SHOWN_LENGTH) : null;
}

/** The statements that ran more than once, first the one that wasted the most time; of equals the one that ran first. */
export function repeatedStatements(timeline: readonly TimelineRow[]): StatementSummary[] {
  const repeated = summariseStatements(timeline).filter((statement) => statement.count > 1);
  return descending(repeated, (statement) => statement.savedMilliseconds);
}

/** All statements, first the one that took longest each time it ran; of equals the one that ran first. */
export function longestStatements(timeline: readonly TimelineRow[]): StatementSummary[] {
  return descending(summariseStatements(timeline), (statement) => statement.meanMilliseconds);
}

/** A row that ends before it starts, as broken writers leave them, took no time. */
function milliseconds(row: TimelineRow): number {
  return Math.max(0, row.end - row.start);
}

function descending(
  statements: readonly StatementSummary[],
  by: (statement: StatementSummary) => number,
): StatementSummary[] {
  return [...statements].sort((a, b) => by(b) - by(a));
}

/** One step of a normalisation: what varies, and what stands for it. `$1` in the replacement is a captured group. */
export interface Replacement {
  /** A RegExp needs the flag g, without which only the first place is replaced. */
  readonly pattern: Pattern | RegExp;
  readonly replacement: string;
}

/** Three integers or more that were replaced, separated by commas: one list, however long. */
export const LIST_OF_INTEGERS: Replacement = {
  pattern: /\$INT(?:\s*,\s*\$INT\b){2,}/g,
  replacement: '$INT ... $INT',
};

/**
 * What makes two executions of one SQL statement differ, in the order in which it is replaced.
 *
 * A string is in single quotes, a quote within it doubled; only E'' strings escape with a backslash, as in standard
 * SQL. Double quotes hold identifiers and stay. An apostrophe or a digit within a word begins nothing: `can't`,
 * `table1`, `$1`. A decimal number is two integers around its point.
 */
export const STATEMENT_REPLACEMENTS: readonly Replacement[] = [
  {
    pattern: /(?<![\p{L}\p{N}_])(?:E'[^'\\]*(?:(?:''|\\.)[^'\\]*)*'|[BNX]?'[^']*(?:''[^']*)*')/gisu,
    replacement: '$STRING',
  },
  { pattern: /(?<![\p{L}\p{N}_$])\d+(?![\p{L}\p{N}_])/gu, replacement: '$INT' },
  LIST_OF_INTEGERS,
];

/**
 * An SQL statement without its values, so that executions of the same statement compare equal: quoted strings become
 * `$STRING`, integers `$INT`, and three or more `$INT` in a row, separated by commas, `$INT ... $INT`.
 *
 * @example
 * normaliseStatement("SELECT * FROM t1 WHERE name = 'it''s' AND id IN (1, 2, 3)");
 * // 'SELECT * FROM t1 WHERE name = $STRING AND id IN ($INT ... $INT)'
 */
export function normaliseStatement(sql: string): string {
  return replaceAll(sql, STATEMENT_REPLACEMENTS);
}

/** Applies the replacements one after the other. */
export function replaceAll(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((rest, step) => replacePattern(step.pattern, rest, step.replacement), text);
}
