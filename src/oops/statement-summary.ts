import { cutEnd } from './cut-text.js';
import type { TimelineRow } from './oops.js';
import { normaliseStatement } from './sql-statement.js';

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
  const rows = timeline.filter((row) => /^SQL/i.test(row.category ?? ''));
  return rows.length > 0 ? rows : timeline;
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
