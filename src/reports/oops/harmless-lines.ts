import { toLine } from '../layout/text.js';

/**
 * The lines of a text that are not blank, with their indentation, each harmless.
 *
 * @example
 * harmlessLines('Traceback:\n\tat home\n\n'); // ['Traceback:', '    at home']
 */
export function harmlessLines(text: string): string[] {
  return text.split('\n').map(harmlessLine).filter(Boolean);
}

function harmlessLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0].replace(/\t/g, '    ') ?? '';
  const text = toLine(line);
  return text === '' ? '' : indent + text;
}
