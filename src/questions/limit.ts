import { UserError } from '../user-error.js';

/** How many rows `query` answers with where nobody says how many. */
export const QUERY_LIMIT = 100;

/** How many rows `sql` answers with where nobody says how many. */
export const SQL_LIMIT = 1000;

/**
 * The number of rows that an option names, such as `--limit`. Throws a UserError when it is none.
 *
 * @example
 * readLimit('--limit', '20', 100);      // 20
 * readLimit('--limit', undefined, 100); // 100
 */
export function readLimit(option: string, text: string | undefined, defaultLimit: number): number {
  if (text === undefined) return defaultLimit;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UserError(`${option} ${text} is no number of rows. Write it as ${option} ${defaultLimit}.`);
}
