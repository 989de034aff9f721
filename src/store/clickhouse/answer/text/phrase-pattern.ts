import { type CodeRange, DIACRITIC_RANGES, SEPARATOR_RANGES, splitWords, variantsOf } from './words.js';

/** What finds a phrase, in the words of RE2: in any text what FTS5 finds there. */
export interface PhrasePattern {
  readonly anyText: string;
  /** The same for texts of nothing but ASCII, sooner; null: none of them has it. */
  readonly asciiText: AsciiPattern | null;
}

interface AsciiPattern {
  readonly source: string;
  /** A word that each such text has, in any case. */
  readonly word: string;
}

/**
 * Makes what finds words one after the other, whatever stands between them; null where there is no word, which nothing has.
 *
 * @param isPrefix the last one only begins so
 * @example
 * phrasePattern('Left', false)?.asciiText?.source; // '(?:\\A|[^0-9A-Za-z])[lL][eE][fF][tT](?:[^0-9A-Za-z]|\\z)'
 */
export function phrasePattern(words: string, isPrefix: boolean): PhrasePattern | null {
  const found = splitWords(words);
  if (found.length === 0) return null;
  const isAscii = found.flat().every((letter) => letter <= '\x7f');
  return {
    anyText: join(found, isPrefix, ANY_TEXT),
    asciiText: isAscii ? { source: join(found, isPrefix, ASCII_TEXT), word: longestOf(found) } : null,
  };
}

/** Parts of patterns for some texts. */
interface Parts {
  /** What stands between two words at the least, and what can stand behind it. */
  readonly separator: string;
  readonly others: string;
  /** What can stand behind a letter, and at the beginning of a text. */
  readonly diacritics: string;
  readonly letter: (letter: string) => string;
}

const DIACRITIC = DIACRITIC_RANGES.map(rangeSource).join('');
const SEPARATOR = SEPARATOR_RANGES.map(rangeSource).join('');

const ANY_TEXT: Parts = {
  separator: `[${SEPARATOR}]`,
  others: `[${SEPARATOR}${DIACRITIC}]*`,
  diacritics: `[${DIACRITIC}]*`,
  letter: (letter) => `[${variantsOf(letter).map(codeSource).join('')}]`,
};

const ASCII_TEXT: Parts = {
  separator: '[^0-9A-Za-z]',
  others: '[^0-9A-Za-z]*',
  diacritics: '',
  letter: (letter) => (/[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : letter),
};

function join(
  words: readonly (readonly string[])[],
  isPrefix: boolean,
  { separator, others, diacritics, letter }: Parts,
): string {
  const found = words.map((letters) => letters.map((one) => `${letter(one)}${diacritics}`).join(''));
  const end = isPrefix ? '' : `(?:${separator}|\\z)`;
  return `(?:\\A|${separator})${diacritics}${found.join(`${separator}${others}`)}${end}`;
}

function longestOf(words: readonly (readonly string[])[]): string {
  return words.reduce((longest, one) => (one.length > longest.length ? one : longest)).join('');
}

function rangeSource([first, last]: CodeRange): string {
  return first === last ? code(first) : `${code(first)}-${code(last)}`;
}

function codeSource(letter: string): string {
  return code(letter.codePointAt(0) ?? 0);
}

function code(number: number): string {
  return `\\x{${number.toString(16)}}`;
}
