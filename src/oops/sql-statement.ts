import { type Pattern, replacePattern } from './pattern.js';

/** One step of a normalisation: what varies, and what stands for it. `$1` in the replacement is a captured group. */
export interface Replacement {
  /** A RegExp needs the flag g, without which only the first place is replaced. */
  readonly pattern: Pattern | RegExp;
  readonly replacement: string;
}

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
  { pattern: /\$INT(?:\s*,\s*\$INT\b){2,}/g, replacement: '$INT ... $INT' },
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
