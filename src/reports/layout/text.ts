export { toLine } from '../../text/printable.js';

/** How many columns a text report takes where no terminal says otherwise: those of a plain e-mail. */
export const TEXT_WIDTH = 80;

/**
 * Cuts a line that is longer than `width` characters and marks the cut.
 *
 * @example
 * cutLine('SELECT something', 10); // 'SELECT ...'
 */
export function cutLine(line: string, width: number): string {
  if (line.length <= width) return line;
  return `${line.slice(0, Math.max(0, width - 3)).replace(/[\uD800-\uDBFF]$/, '')}${'...'.slice(0, Math.max(0, width))}`;
}

/**
 * Breaks a line at its blanks into lines of at most `width` characters; a word that is longer than that is broken
 * where it must be, so that nothing is lost. It takes time in proportion to the line, whatever the width.
 *
 * @example
 * wrapLine('one two three', 8); // ['one two', 'three']
 */
export function wrapLine(line: string, width: number): string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= room) {
      current = longer;
      continue;
    }
    if (current !== '') lines.push(current);
    let from = 0;
    while (word.length - from > room) {
      const to = endOfPart(word, from, room);
      lines.push(word.slice(from, to));
      from = to;
    }
    current = word.slice(from);
  }
  lines.push(current);
  return lines;
}

/** Where a part of a word ends that begins at `from`: not within a character, and behind one at least. */
function endOfPart(word: string, from: number, room: number): number {
  const to = from + room;
  if (!/[\uD800-\uDBFF]/.test(word.charAt(to - 1))) return to;
  return room > 1 ? to - 1 : to + 1;
}

/** Columns that a text needs beside its label. */
const LEAST_ROOM = 20;

/**
 * Wraps a line behind a label: the lines after the first are indented to where the text began. Where the label leaves no
 * room for that, because it is long or the terminal narrow, the text stands below it.
 *
 * @example
 * hangLine(' 12 ', 'AssertionError: not again', 24); // ' 12 AssertionError: not\n    again'
 * hangLine(' a-long-name = ', 'value', 12);          // ' a-long-name\n =\n     value'
 */
export function hangLine(label: string, line: string, width = TEXT_WIDTH): string {
  if (label.length > width / 2 && width - label.length < LEAST_ROOM) {
    return hangBelow(label, line, Math.max(1, width));
  }
  const indent = ' '.repeat(label.length);
  return wrapLine(line, width - label.length)
    .map((part, index) => (index === 0 ? label : indent) + part)
    .join('\n');
}

function hangBelow(label: string, line: string, width: number): string {
  const name = label.trim();
  const indent = Math.min(label.length - label.trimStart().length, Math.floor(width / 4));
  const deeper = name === '' ? indent : Math.min(indent + 4, Math.floor(width / 2));
  const indented = (text: string, columns: number) =>
    text === '' ? [] : wrapLine(text, width - columns).map((part) => ' '.repeat(columns) + part);
  return [...indented(name, indent), ...indented(line, deeper)].join('\n');
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

/** A number of bytes: `512 bytes`, `31 KB`, `1.4 MB`, `2.6 GB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return bytes < 1e9 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
