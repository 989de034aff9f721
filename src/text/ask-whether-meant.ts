import { listWords } from './list-words.js';
import { nearestNames } from './nearest-names.js';

/**
 * The question whether one of the nearest names was meant; empty where none is like what was typed.
 *
 * @example
 * askWhetherMeant('appserver', ['blog', 'appservers']); // 'Did you mean appservers?'
 */
export function askWhetherMeant(typed: string, names: Iterable<string>): string {
  const near = nearestNames(typed, [...new Set(names)]);
  return near.length === 0 ? '' : `Did you mean ${listWords(near, 'or')}?`;
}
