import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  printTextQuery,
  readTextQuery,
  type TextQuery,
  wantedPhrases,
} from '../../src/questions/text-query.js';
import { UserError } from '../../src/user-error.js';

const read = (text: string) => readTextQuery('--text', text);

describe('readTextQuery', () => {
  it.each([
    ['store', '"store"'],
    ['Store left', '("Store" AND "left")'],
    ['"Store left"', '"Store left"'],
    ['disc*', '"disc"*'],
    ['"server clos"*', '"server clos"*'],
    ['a OR b c', '("a" OR ("b" AND "c"))'],
    ['(a OR b) AND c', '(("a" OR "b") AND "c")'],
    ['a NOT b', '("a" AND NOT "b")'],
    ['NOT a', 'NOT "a"'],
    ['NOT (a OR b)', 'NOT ("a" OR "b")'],
    ['NOT NOT a', 'NOT NOT "a"'],
    ['a(b)c', '("a" AND "b" AND "c")'],
    ['and or not', '("and" AND "or" AND "not")'],
    ['https://launchpad.net/+bugs', '"https://launchpad.net/+bugs"'],
    ['  a\n b ', '("a" AND "b")'],
    ['ümlaut', '"ümlaut"'],
  ])('reads %s', (text, printed) => {
    expect(printTextQuery(read(text))).toBe(printed);
  });

  it.each([
    ['', "--text '': is empty. Give a word to look for."],
    ['  ', "--text '': is empty. Give a word to look for."],
    ['"bug', '--text "bug: a quotation mark is not closed. Add ".'],
    ['(a', '--text (a: a parenthesis is not closed. Add ) or put ( in quotes.'],
    ['a)', '--text a): there is a ) too many. Take it away or put it in quotes.'],
    ['()', '--text (): ) stands where a word should. Add one before it, or put it in quotes.'],
    ['AND b', '--text AND b: AND stands where a word should. Add one before it, or put it in quotes.'],
    ['a OR', '--text a OR: ends where a word should follow. Add one, or put the last word in quotes.'],
    ['a ++', '--text ++: has no letter or digit to look for. Give a word that has.'],
    ['""', '--text "": has no letter or digit to look for. Give a word that has.'],
    ['*', '--text *: has no letter or digit to look for. Give a word that has.'],
  ])('refuses %s and says why', (text, message) => {
    expect(() => read(text)).toThrow(new UserError(message));
  });

  it('reads what it prints', () => {
    const phrase = fc
      .record({ words: fc.stringMatching(/^[^"]*[a-z0-9][^"]*$/), isPrefix: fc.boolean() })
      .map((fields): TextQuery => ({ kind: 'phrase', ...fields }));
    const { query } = fc.letrec<{ query: TextQuery }>((tie) => ({
      query: fc.oneof(
        { depthSize: 'small' },
        phrase,
        fc.record({
          kind: fc.constantFrom('and' as const, 'or' as const),
          parts: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant('not' as const), part: tie('query') }),
      ),
    }));
    fc.assert(
      fc.property(query, (any) => {
        expect(read(printTextQuery(any))).toEqual(any);
      }),
    );
  });
});

it('knows what a match was looked for by', () => {
  expect(wantedPhrases(read('a NOT (b OR c) OR "d e"')).map(({ words }) => words)).toEqual(['a', 'd e']);
});
