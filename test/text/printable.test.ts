import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpelled, showUnprintable, spellUnprintable, toJson, toLine } from '../../src/text/printable.js';
import { UNPRINTABLE } from '../support/hostile-values.js';

/** Any text, rich in what cannot be printed and in what spells it. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\\', 'u{202e}', '\\u{41}', '\u202e', '\u200b', '\ufeff', '\u{e0041}', '\n', ' ', "'"),
    ),
  )
  .map((parts) => parts.join(''));

describe('showUnprintable', () => {
  it.each([
    ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
    ['a\u200bb\u2060c\ufeffd', 'a\\u{200b}b\\u{2060}c\\u{feff}d'],
    ['\u2066isolated\u2069 \u061c', '\\u{2066}isolated\\u{2069} \\u{61c}'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['hangul \u3164 and \u034f', 'hangul \\u{3164} and \\u{34f}'],
    ['\u2028', '\\u{2028}'],
    ['ü ≠ 漢 😀 ❤️', 'ü ≠ 漢 😀 ❤️'],
  ])('shows %j', (text, shown) => {
    expect(showUnprintable(text)).toBe(shown);
  });

  it('keeps what the output writes itself', () => {
    expect(showUnprintable('a\n\u200b\t', '\n\u200b')).toBe('a\n\u200b\\x09');
  });
});

it('toLine leaves nothing unprintable and one line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(toLine(text)).not.toMatch(UNPRINTABLE);
    }),
  );
});

it('toJson reads back as the same value, with nothing unprintable', () => {
  const value = fc.oneof(anyText, fc.dictionary(anyText, anyText), fc.array(anyText));
  fc.assert(
    fc.property(value, (given) => {
      const json = toJson(given, 2);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(given)));
      expect(json.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
    }),
  );
});

describe('spellUnprintable', () => {
  it.each([
    ['left\u202eright', 'left\\u{202e}right'],
    ['C:\\users', 'C:\\users'],
    ['\\u{202e}', '\\\\u{202e}'],
  ])('spells %j', (text, spelled) => {
    expect(spellUnprintable(text)).toBe(spelled);
  });

  it('leaves nothing unprintable, and is read back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(spellUnprintable(text)).not.toMatch(UNPRINTABLE);
        expect(readSpelled(spellUnprintable(text))).toBe(text);
      }),
    );
  });
});
