import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unescapeText, unquotePercent } from '../../../src/oops/formats/text-escapes.js';

describe('unescapeText', () => {
  it.each([
    ['plain', 'plain'],
    [String.raw`C:\\temp`, String.raw`C:\temp`],
    [String.raw`C:\temp\new`, String.raw`C:\temp\new`],
    [String.raw`\\xe9`, String.raw`\xe9`],
    [String.raw`\\\xe9`, '\\é'],
    [String.raw`caf\xe9`, 'café'],
    [String.raw`caf\xc3\xa9`, 'café'],
    [String.raw`caf\xC3\xA9`, 'café'],
    [String.raw`\xe9\xc3\xa9`, 'éÃ©'],
    [String.raw`\xe2\x98\x95 \xe9`, '☕ é'],
    [String.raw`\x41`, String.raw`\x41`],
    [String.raw`\u2615`, '☕'],
    [String.raw`\u0041`, String.raw`\u0041`],
    [String.raw`\U0001F600`, '😀'],
    [String.raw`\U00110000`, String.raw`\U00110000`],
    [String.raw`\ud83d\ude00`, '😀'],
    [String.raw`\u26`, String.raw`\u26`],
    ['ends \\', 'ends \\'],
  ])('reads %s as %j', (written, text) => {
    expect(unescapeText(written)).toBe(text);
  });

  it('takes back what Python wrote of any text', () => {
    const writeEscaped = (text: string) =>
      text.replaceAll('\\', '\\\\').replace(/[\u0080-\u{10ffff}]/gu, (character) => {
        const code = character.codePointAt(0) ?? 0;
        return code > 0xffff
          ? `\\U${code.toString(16).padStart(8, '0')}`
          : `\\u${code.toString(16).padStart(4, '0')}`;
      });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unescapeText(writeEscaped(text))).toBe(text);
      }),
    );
  });
});

describe('unquotePercent', () => {
  it.each([
    ['a%20b', 'a b'],
    ['%E2%98%95', '☕'],
    ['%e2%98%95', '☕'],
    ['caf%E9', 'caf\udce9'],
    ['100%', '100%'],
    ['%zz%4', '%zz%4'],
    ['%2541', '%41'],
    ['+', '+'],
  ])('reads %s as %j', (quoted, text) => {
    expect(unquotePercent(quoted)).toBe(text);
  });

  it('takes back what encodeURIComponent quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unquotePercent(encodeURIComponent(text))).toBe(text);
      }),
    );
  });
});
