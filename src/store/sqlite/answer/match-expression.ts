import type { TextQuery } from '../../../questions/text-query.js';

/**
 * The phrase as FTS5 reads it. Whatever stands between its words, it finds the words one after the other. A NUL stands between
 * words too, and would end what it reads.
 */
export function matchExpression({ words, isPrefix }: Extract<TextQuery, { kind: 'phrase' }>): string {
  return `"${words.replaceAll('"', '""').replaceAll('\0', ' ')}"${isPrefix ? ' *' : ''}`;
}
