import { type Pattern, PatternError, translatePattern } from '../../../text/pattern.js';
import { UserError } from '../../../user-error.js';

/**
 * A pattern as `match` of ClickHouse takes it, where `.` finds the end of a line too unless it is told. Throws a UserError for
 * what it cannot do: looking behind.
 *
 * @param name what it is called by people
 * @example
 * re2Source({ source: 'a.b' }, '--value a.b'); // '(?-s)a.b'
 */
export function re2Source(pattern: Pattern | RegExp, name: string): string {
  try {
    return `(?-s)${translatePattern(pattern)}`;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new UserError(`${name}: ${error.message}, which ClickHouse cannot do. Write it without.`);
  }
}
