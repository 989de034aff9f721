import { readTextQuery, type TextQuery, wantedPhrases } from '../../questions/text-query.js';
import { UserError } from '../../user-error.js';

/** Words that were typed to be found. */
export interface SearchedWords {
  /** What is looked for in texts; null: they hold nothing that is in an index. */
  readonly text: TextQuery | null;
  /** What is to be there: words, or several one after the other. */
  readonly words: readonly string[];
  /** Why they are looked for as they stand; null: they are read as `--text` is. */
  readonly readLiterally: string | null;
}

/** So many words are looked for: each takes a walk through the data. */
const MOST_WORDS = 20;

/**
 * Reads what somebody typed to find it: as `--text`, or where that cannot be read, as the words that it holds.
 *
 * @example
 * readSearchedWords('AND "open').words; // ['AND', 'open']
 */
export function readSearchedWords(typed: string): SearchedWords {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return { text: null, words, readLiterally: 'it has no letter or digit' };
  if (words.length > MOST_WORDS) {
    return literally(words.slice(0, MOST_WORDS), `only the first ${MOST_WORDS} words are looked for`);
  }
  try {
    const text = readTextQuery('--text', typed);
    return { text, words: wantedPhrases(text).map((phrase) => phrase.words), readLiterally: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return literally(words, error.message.replace(/^--text /, ''));
  }
}

function literally(words: readonly string[], readLiterally: string): SearchedWords {
  const parts = words.map((word) => ({ kind: 'phrase', words: word, isPrefix: false }) as const);
  return { text: { kind: 'and', parts }, words, readLiterally };
}
