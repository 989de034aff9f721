/**
 * The first characters of a text, at most so many. A character outside the basic plane is never cut in two.
 *
 * @example
 * cutEnd('SELECT 1', 6); // 'SELECT'
 */
export function cutEnd(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** Stands for what `cutMiddle` left out. */
const MARK = ' ... ';

/**
 * The text, or, where it is longer than so many characters, its beginning and its end around ` ... `: a message says
 * what happened at its start, and often why at its end. With the mark it is at most `length` long; the beginning gets
 * the odd character, and a character outside the basic plane is dropped rather than cut in two.
 *
 * @example
 * cutMiddle('abcdefghijklm', 10); // 'abc ... lm'
 */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = length - MARK.length;
  const end = text.slice(text.length - Math.floor(kept / 2)).replace(/^[\uDC00-\uDFFF]/, '');
  return cutEnd(text, Math.ceil(kept / 2)) + MARK + end;
}
