import { cutEnd } from '../../../../text/cut-text.js';
import { listWords } from '../../../../text/list-words.js';
import { wellFormedText } from '../../../../text/well-formed-text.js';
import type { DocumentObject } from '../../../formats/document-value.js';

/** So many keys are enough to see what kind of line it is. */
const MOST_KEYS = 5;

/**
 * Why a line without a time is refused: what it has, and what is needed.
 *
 * @example
 * noTime({ when: 'noon', msg: 'x' }, ['time', 'ts']); // 'no time: it has when and msg; needed is time or ts'
 */
export function noTime(document: DocumentObject, paths: readonly string[]): string {
  const keys = Object.keys(document).map((key) => cutEnd(wellFormedText(key), 40));
  const found = keys.length === 0 ? 'no keys' : listWords(keys.slice(0, MOST_KEYS), 'and');
  return `no time: it has ${found}; needed is ${listWords(paths.slice(0, MOST_KEYS), 'or')}`;
}
