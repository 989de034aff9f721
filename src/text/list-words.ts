/**
 * Writes a list as people do.
 *
 * @example
 * listWords(['CSV', 'a calendar', 'JSON'], 'or'); // 'CSV, a calendar or JSON'
 */
export function listWords(words: readonly string[], joint: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
}
