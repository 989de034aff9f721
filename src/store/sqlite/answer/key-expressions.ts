import type { Key } from '../../../questions/keys.js';

const timeKey = (format: string) => `strftime('${format}', time_ms / 1000.0, 'unixepoch')`;

/** The SQL for keys that are no columns of the view. What a full-text search tells is in `temp.found`, see find.ts. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  minute: timeKey('%Y-%m-%d %H:%M'),
  hour: timeKey('%Y-%m-%d %H:00'),
  day: timeKey('%Y-%m-%d'),
  month: timeKey('%Y-%m'),
  weekday: `substr('SunMonTueWedThuFriSat', 1 + 3 * ${timeKey('%w')}, 3)`,
  signature: "signature_type || ': ' || signature_value",
  user: 'username',
  revision: 'revno',
  suppressed: 'is_suppressed',
  rank: '(SELECT rank FROM temp.found f WHERE f.seq = oops.seq)',
  // The snippet of an OOPS is put in for its number.
  snippet: 'seq',
};

/**
 * The SQL for a key over the view `oops`.
 *
 * @example
 * expressionOf({ name: 'user' }); // 'username'
 */
export function expressionOf({ name }: Pick<Key, 'name'>): string {
  return Object.hasOwn(EXPRESSIONS, name) ? (EXPRESSIONS[name] ?? name) : name;
}
