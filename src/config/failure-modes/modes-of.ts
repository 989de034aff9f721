import type { FailureMode } from '../../oops/classes/failure-mode.js';

/**
 * One failure mode for each type, and for a plain name one more for the same with its module or package in front, as
 * some trackers write it. Without phrases, the types alone decide.
 *
 * @example
 * modesOf(['PSQLException'], ['This connection has been closed']); // PSQLException and *.PSQLException
 */
export function modesOf(types: readonly string[], phrases: readonly string[] = []): FailureMode[] {
  const value = phrases.length === 0 ? {} : { value: anyOfPhrases(phrases) };
  return types
    .flatMap((type) => (/^\w+$/.test(type) ? [type, `*.${type}`] : [type]))
    .map((type) => ({ type, ...value }));
}

/**
 * Phrases are regular expressions in which any white space stands for a space: values go over several lines, and text
 * reports fold it. What may repeat in one stands between things that it is not, so that each is found in linear time.
 */
function anyOfPhrases(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map((phrase) => phrase.replaceAll(' ', '\\s+')).join('|'), 'i');
}
