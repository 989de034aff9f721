import { isUtf8 } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, wellFormedText, wellFormedUrl } from '../../src/text/well-formed-text.js';

const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');
const textOf = (latin1: string): string => wellFormedText(decodeUtf8(bytes(latin1)));

describe('wellFormedText', () => {
  it.each([
    ['a character of two bytes', 'caf\xc3\xa9', 'caf\u00e9'],
    ['a byte that begins no character', 'caf\xe9!', 'caf\\xe9!'],
    ['a character cut off', 'x\xe2\x98', 'x\\xe2\\x98'],
    ['a byte behind a whole character', '\xc3\xa9\xa9', '\u00e9\\xa9'],
    ['an overlong NUL', '\xc0\x80', '\\xc0\\x80'],
    ['half a character in three bytes', '\xed\xa0\x80', '\\xed\\xa0\\x80'],
    ['a number beyond all characters', '\xf4\x90\x80\x80', '\\xf4\\x90\\x80\\x80'],
    ['a NUL', 'a\0b', 'a\\x00b'],
    ['U+FFFD that was written', '\xef\xbf\xbd\xff', '\ufffd\\xff'],
  ])('keeps apart %s', (_, written, text) => {
    expect(textOf(written)).toBe(text);
  });

  it('makes half a character U+FFFD', () => {
    expect(wellFormedText('x\ud83d')).toBe('x\ufffd');
    expect(wellFormedText('\ud83dx\ude00 \ud83d\ude00')).toBe('\ufffdx\ufffd \u{1f600}');
  });

  it('keeps what is UTF-8 without a NUL as it is, and makes all else well-formed, once', () => {
    const any = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0, 0xc3, 0xa9, 0xe2, 0x98, 0xf0, 0x9f)));
    fc.assert(
      fc.property(any, (numbers) => {
        const written = Buffer.from(numbers);
        const text = wellFormedText(decodeUtf8(written));
        if (isUtf8(written) && !numbers.includes(0)) expect(text).toBe(written.toString());
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
        expect(wellFormedText(text)).toBe(text);
        // What was spelled can be read back: it is a byte for each spelling.
        const spelled = Buffer.from(text)
          .toString('latin1')
          .replace(/\\x([0-9a-f]{2})/g, (_, digits: string) =>
            String.fromCharCode(Number.parseInt(digits, 16)),
          );
        if (!numbers.includes(0x5c)) expect(spelled).toBe(written.toString('latin1'));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same of a long text whose parts end within characters', () => {
    for (let shift = 0; shift < 4; shift++) {
      const written = Buffer.concat([
        Buffer.from('x'.repeat(shift)),
        Buffer.from('\u{1f600}'.repeat(5000)),
        bytes('\xff'),
      ]);
      expect(wellFormedText(decodeUtf8(written))).toBe(
        `${'x'.repeat(shift)}${'\u{1f600}'.repeat(5000)}\\xff`,
      );
    }
  });
});

describe('a text of more than a million characters', () => {
  it('is kept whole when it is well-formed, else cut', () => {
    expect(wellFormedText('a'.repeat(1_000_001))).toHaveLength(1_000_001);
    expect(wellFormedText(`${'a'.repeat(1_000_000)}\0`)).toBe('a'.repeat(1_000_000));
  });
});

describe('wellFormedUrl', () => {
  it.each([
    ['/caf\xe9', '/caf%E9'],
    ['/caf\xc3\xa9', '/caf\u00e9'],
    ['/a\0b%00', '/a%00b%00'],
  ])('quotes %j', (written, url) => {
    expect(wellFormedUrl(decodeUtf8(bytes(written)))).toBe(url);
  });
});
