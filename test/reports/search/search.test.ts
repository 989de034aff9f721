import { describe, expect, it } from 'vitest';
import { readSearchedWords } from '../../../src/reports/search/read-words.js';
import { partsOf } from '../../../src/reports/search/render-html.js';

describe('readSearchedWords', () => {
  it.each([
    ['Store left', ['Store', 'left'], null],
    ['"Store left" OR disc* NOT x', ['Store left', 'disc'], null],
    ['"open', ['open'], '"open: a quotation mark is not closed. Add ".'],
    [
      '(a AND',
      ['a', 'AND'],
      '(a AND: ends where a word should follow. Add one, or put the last word in quotes.',
    ],
    ['?? --', [], 'it has no letter or digit'],
    ['', [], 'it has no letter or digit'],
  ])('reads %j as %j', (typed, words, readLiterally) => {
    expect(readSearchedWords(typed)).toMatchObject({ words, readLiterally });
  });

  it('looks for twenty words of a long text', () => {
    const { words, readLiterally } = readSearchedWords(
      Array.from({ length: 500 }, (_, n) => `w${n}`).join(' '),
    );
    expect({ count: words.length, readLiterally }).toEqual({
      count: 20,
      readLiterally: 'only the first 20 words are looked for',
    });
  });
});

describe('partsOf', () => {
  it('tells what was looked for from what stands in brackets by itself', () => {
    expect(partsOf('value: The [Store] left [sic]; url: [x]', 'store')).toEqual([
      { text: 'value: The ', isMatch: false },
      { text: 'Store', isMatch: true },
      { text: ' left [sic]; url: [x]', isMatch: false },
    ]);
  });
});
