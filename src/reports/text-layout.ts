/** How many columns a text report may take: that of a terminal and of a plain e-mail. */
export const TEXT_WIDTH = 80;

/** What a terminal would act on, or what cannot be seen: controls, direction marks, halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Makes one harmless line of any text: white space, also several lines of it, becomes a single blank, and what a
 * terminal would act on is shown as an escape. Reports quote what strangers wrote.
 *
 * @example
 * toLine('two\nlines');         // 'two lines'
 * toLine('\u001b[31mred');      // '\\x1b[31mred'
 */
export function toLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().replace(UNPRINTABLE, escapeCharacter);
}

/**
 * Cuts a line that is longer than `width` characters and marks the cut.
 *
 * @example
 * cutLine('SELECT something', 10); // 'SELECT ...'
 */
export function cutLine(line: string, width: number): string {
  if (line.length <= width) return line;
  return `${line.slice(0, Math.max(0, width - 3)).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/**
 * Breaks a line at its blanks into lines of at most `width` characters; a word that is longer than that is broken
 * where it must be, so that nothing is lost.
 *
 * @example
 * wrapLine('one two three', 8); // ['one two', 'three']
 */
export function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width) {
      current = longer;
      continue;
    }
    if (current !== '') lines.push(current);
    let rest = word;
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    current = rest;
  }
  lines.push(current);
  return lines;
}

/**
 * Wraps a line behind a label: the lines after the first are indented to where the text began.
 *
 * @example
 * hangLine(' 12 ', 'AssertionError: not again', 24); // ' 12 AssertionError: not\n    again'
 */
export function hangLine(label: string, line: string, width = TEXT_WIDTH): string {
  return wrapLine(line, width - label.length)
    .map((part, index) => (index === 0 ? label : ' '.repeat(label.length)) + part)
    .join('\n');
}

/**
 * A number with its noun.
 *
 * @example
 * plural(1, 'query', 'queries'); // '1 query'
 * plural(0, 'OOPS', 'OOPSes');   // '0 OOPSes'
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
