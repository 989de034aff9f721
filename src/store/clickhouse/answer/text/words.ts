import { DIACRITICS, FOLDED_LETTERS, SEPARATORS } from './letters.js';

/** Code points, from the first to the last. */
export type CodeRange = readonly [first: number, last: number];

/** What stands between words, as FTS5 has it: nearly all else is a letter of one. In order. */
export const SEPARATOR_RANGES: readonly CodeRange[] = readRanges(SEPARATORS);

/** What is a part of a word where it stands in one, as an accent behind its letter, and else stands between words. */
export const DIACRITIC_RANGES: readonly CodeRange[] = readRanges(DIACRITICS);

/** The letters that are one for FTS5, by the one that stands for all: without case, and mostly without accents. */
const VARIANTS = new Map(
  FOLDED_LETTERS.split(' ').map((text) => {
    const [letter = '', ...others] = text;
    return [letter, others] as const;
  }),
);

const FOLDED = new Map(
  [...VARIANTS].flatMap(([letter, others]) => others.map((one) => [one, letter] as const)),
);

/**
 * The words of a text as FTS5 tells them apart, each as its letters.
 *
 * @example
 * splitWords('Store-Left').map((letters) => letters.join('')); // ['store', 'left']
 */
export function splitWords(text: string): string[][] {
  const words: string[][] = [];
  let word: string[] | undefined;
  for (const letter of text.toWellFormed()) {
    const code = letter.codePointAt(0) ?? 0;
    if (isIn(DIACRITIC_RANGES, code)) continue;
    if (isIn(SEPARATOR_RANGES, code)) {
      word = undefined;
      continue;
    }
    if (!word) {
      word = [];
      words.push(word);
    }
    word.push(FOLDED.get(letter) ?? letter);
  }
  return words;
}

/** All letters that are the same as one that `splitWords` gave, itself among them. */
export function variantsOf(letter: string): readonly string[] {
  return [letter, ...(VARIANTS.get(letter) ?? [])];
}

function isIn(ranges: readonly CodeRange[], code: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [first, last] = ranges[middle] ?? [0, 0];
    if (code < first) high = middle;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** Ranges with blanks between: how far the first lies behind the last of the one before, and how many more there are, base 36. */
function readRanges(text: string): CodeRange[] {
  let before = 0;
  return text.split(' ').map((range) => {
    const [gap = '0', more = '0'] = range.split('+');
    const first = before + Number.parseInt(gap, 36);
    before = first + Number.parseInt(more, 36);
    return [first, before];
  });
}
