import { describe, expect, it } from 'vitest';
import { phrasePattern } from '../../../../../src/store/clickhouse/answer/text/phrase-pattern.js';
import { splitWords, variantsOf } from '../../../../../src/store/clickhouse/answer/text/words.js';

describe('splitWords', () => {
  it.each([
    ['Store-Left', ['store', 'left']],
    ['Sto\u0301re \u0301x', ['store', 'x']],
    ['caf\u0301é_3', ['cafe', '3']],
    ['\u0378', ['\u0378']],
    ['half \ud800 of one', ['half', 'of', 'one']],
    [' -"* ', []],
  ])('parts %j into %j', (text, words) => {
    expect(splitWords(text).map((letters) => letters.join(''))).toEqual(words);
  });

  it('takes letters for one that FTS5 takes for one', () => {
    expect(variantsOf('k')).toContain('\u212a');
    expect(variantsOf('漢')).toEqual(['漢']);
  });
});

describe('phrasePattern', () => {
  it('finds in ASCII by its letters, and by a word that has to be there', () => {
    expect(phrasePattern('a le3', false)?.asciiText).toEqual({
      source: '(?:\\A|[^0-9A-Za-z])[aA][^0-9A-Za-z][^0-9A-Za-z]*[lL][eE]3(?:[^0-9A-Za-z]|\\z)',
      word: 'le3',
    });
    expect(phrasePattern('Le', true)?.asciiText?.source).toBe('(?:\\A|[^0-9A-Za-z])[lL][eE]');
  });

  it('finds nothing in ASCII that has other letters, and nothing at all without a letter', () => {
    expect(phrasePattern('привет', false)?.asciiText).toBeNull();
    expect(phrasePattern('-', false)).toBeNull();
  });
});
