import type { StatementSummary } from '../../../oops/statements.js';
import { plural } from '../../layout/text.js';
import { shownLine } from './shown-text.js';

/** How many statements each list shows. */
const STATEMENTS_SHOWN = 10;

/** A statement with how often it ran, and how long that took, in milliseconds. */
export interface StatementRowView {
  readonly count: string;
  readonly total: string;
  readonly mean: string;
  readonly saved: string;
  readonly statement: string;
}

/** The first of a list of statements. */
export function viewStatements(statements: readonly StatementSummary[]): StatementRowView[] {
  return statements.slice(0, STATEMENTS_SHOWN).map((one) => ({
    count: String(one.count),
    total: milliseconds(one.totalMilliseconds),
    mean: milliseconds(one.meanMilliseconds),
    saved: milliseconds(one.savedMilliseconds),
    statement: shownLine(one.statement),
  }));
}

/** How many more there are; empty where all are shown. */
export function restOf(statements: readonly StatementSummary[]): string {
  const rest = statements.length - STATEMENTS_SHOWN;
  return rest > 0 ? `${plural(rest, 'more statement')} in the JSON of this page.` : '';
}

/**
 * An amount to a tenth.
 *
 * @example
 * milliseconds(12.34); // '12.3'
 */
export function milliseconds(amount: number): string {
  return String(Number(amount.toFixed(1)));
}
