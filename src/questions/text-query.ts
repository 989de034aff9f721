import { UserError } from '../user-error.js';

/** What `--text` looks for: words and phrases, put together with AND, OR and NOT. */
export type TextQuery =
  | { readonly kind: 'phrase'; readonly words: string; readonly isPrefix: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly TextQuery[] }
  | { readonly kind: 'not'; readonly part: TextQuery };

type Phrase = Extract<TextQuery, { kind: 'phrase' }>;

type Token =
  | { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' }
  | { readonly kind: 'phrase'; readonly phrase: Phrase };

/**
 * Reads a full-text question, with FTS5's words for it: what stands side by side must all be there, `"in quotes"` one
 * after the other, `disc*` begins so; AND binds before OR, NOT before both, and parentheses before all. Throws a
 * UserError that says what is wrong and what to write.
 *
 * @param option the option that it is the value of, for errors
 *
 * @example
 * readTextQuery('--text', 'launchpad "Store left"').kind; // 'and'
 */
export function readTextQuery(option: string, text: string): TextQuery {
  const tokens = readTokens(option, text);
  const problem = (what: string) => new UserError(`${option} ${text.trim() || "''"}: ${what}.`);
  let place = 0;

  const peek = () => tokens[place]?.kind;
  const endsList = () => peek() === undefined || peek() === ')' || peek() === 'OR';

  function readOr(): TextQuery {
    const parts = [readAnd()];
    while (peek() === 'OR') {
      place += 1;
      parts.push(readAnd());
    }
    return combine('or', parts);
  }

  function readAnd(): TextQuery {
    const parts = [readNot()];
    while (!endsList()) {
      if (peek() === 'AND') place += 1;
      parts.push(readNot());
    }
    return combine('and', parts);
  }

  function readNot(): TextQuery {
    const token = tokens[place];
    place += 1;
    switch (token?.kind) {
      case 'NOT':
        return { kind: 'not', part: readNot() };
      case 'phrase':
        return token.phrase;
      case '(': {
        const inner = readOr();
        if (peek() !== ')') throw problem('a parenthesis is not closed. Add ) or put ( in quotes');
        place += 1;
        return inner;
      }
      case undefined:
        if (tokens.length === 0) throw problem('is empty. Give a word to look for');
        throw problem('ends where a word should follow. Add one, or put the last word in quotes');
      default:
        throw problem(`${token?.kind} stands where a word should. Add one before it, or put it in quotes`);
    }
  }

  const query = readOr();
  if (place < tokens.length) throw problem('there is a ) too many. Take it away or put it in quotes');
  return query;
}

/** Writes a question so that `readTextQuery` reads the same. */
export function printTextQuery(query: TextQuery): string {
  switch (query.kind) {
    case 'phrase':
      return `"${query.words}"${query.isPrefix ? '*' : ''}`;
    case 'not':
      return `NOT ${printTextQuery(query.part)}`;
    case 'and':
    case 'or':
      return `(${query.parts.map(printTextQuery).join(` ${query.kind.toUpperCase()} `)})`;
    default:
      return query satisfies never;
  }
}

/** The phrases that a match has because it was asked for them, rather than against them. */
export function wantedPhrases(query: TextQuery): readonly Phrase[] {
  if (query.kind === 'phrase') return [query];
  return query.kind === 'not' ? [] : query.parts.flatMap(wantedPhrases);
}

function combine(kind: 'and' | 'or', parts: readonly TextQuery[]): TextQuery {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, parts };
}

const TOKENS = /\s*(?:([()])|"([^"]*)("\*?|$)|([^\s()"]+))/gy;

function readTokens(option: string, text: string): Token[] {
  return Array.from(text.trimEnd().matchAll(TOKENS), ([, bracket, quoted, closing, word]): Token => {
    if (bracket === '(' || bracket === ')') return { kind: bracket };
    if (quoted === undefined) {
      if (word === 'AND' || word === 'OR' || word === 'NOT') return { kind: word };
      return { kind: 'phrase', phrase: readWord(option, word ?? '') };
    }
    if (closing === '') throw new UserError(`${option} ${text}: a quotation mark is not closed. Add ".`);
    return { kind: 'phrase', phrase: readPhrase(option, quoted, closing === '"*') };
  });
}

function readWord(option: string, word: string): Phrase {
  const phrase = readPhrase(option, word, word.endsWith('*'));
  return { ...phrase, words: word.replace(/\*+$/, '') };
}

/** What has no letter or digit is in no index. */
function readPhrase(option: string, words: string, isPrefix: boolean): Phrase {
  if (!/[\p{L}\p{N}]/u.test(words)) {
    throw new UserError(
      `${option} ${words || '""'}: has no letter or digit to look for. Give a word that has.`,
    );
  }
  return { kind: 'phrase', words, isPrefix };
}
