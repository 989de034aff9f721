import { cutEnd } from '../../../text/cut-text.js';
import { plural, toLine } from '../../layout/text.js';
import { harmlessLines } from '../harmless-lines.js';

/** How much of a line a page shows, in characters: JSON has all. */
const LONGEST_LINE = 1000;

/** How many lines of a long text: a traceback says at its end what happened. */
const FIRST_LINES = 60;
const LAST_LINES = 140;

/**
 * A text in one harmless line; of a long one its beginning, and how much follows.
 *
 * @example
 * shownLine('abcdef', 4); // 'abcd … (2 characters more)'
 */
export function shownLine(text: string, longest = LONGEST_LINE): string {
  return cutLineAt(toLine(text), longest);
}

/** The lines of a text, each harmless; of very many the first and the last, around how many were left out. */
export function shownLines(text: string): string {
  const lines = harmlessLines(text).map((line) => cutLineAt(line, LONGEST_LINE));
  const left = lines.length - FIRST_LINES - LAST_LINES;
  if (left <= 0) return lines.join('\n');
  return [
    ...lines.slice(0, FIRST_LINES),
    `… ${plural(left, 'line')} left out here: the JSON of this page has them …`,
    ...lines.slice(-LAST_LINES),
  ].join('\n');
}

function cutLineAt(line: string, longest: number): string {
  if (line.length <= longest) return line;
  const shown = cutEnd(line, longest);
  return `${shown} … (${plural(line.length - shown.length, 'character')} more)`;
}
