import { showUnprintable } from './printable.js';

/** What spreadsheets take for a formula: https://owasp.org/www-community/attacks/CSV_Injection, and behind blanks. */
const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/**
 * Keeps a spreadsheet from taking a text for a formula: a ' in front, which spreadsheets hide, makes it text. One that
 * begins with such a ' itself gets another, so that `unguardFormula` gives every text back.
 *
 * @example
 * guardFormula('=1+1'); // "'=1+1"
 */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text as it was before `guardFormula`. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

/**
 * A text as a cell of CSV (RFC 4180), quoted where it must be. Its line breaks and tabs stay, what else is unprintable
 * is shown.
 */
export function quoteCell(text: string): string {
  const cell = text
    .split('\r\n')
    .map((line) => showUnprintable(line, '\n\t'))
    .join('\r\n');
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
