import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCode, toCodeCell, toLink, toWords } from '../../src/reports/markdown-text.js';

describe('toCode', () => {
  it.each([
    ['[x](javascript:y)', '`[x](javascript:y)`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['two\nlines', '`two lines`'],
    [' ', ''],
  ])('writes %j as %s', (text, code) => {
    expect(toCode(text)).toBe(code);
  });

  it('never holds a run of backticks as long as its fence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', ' ', 'a', '\n') }), (text) => {
        const code = toCode(text);
        const fence = /^`*/.exec(code)?.[0] ?? '';
        const inside = code.slice(fence.length, code.length - fence.length);
        expect(inside.match(/`+/g) ?? []).not.toContain(fence);
        expect(code.endsWith(fence)).toBe(true);
      }),
    );
  });
});

it('toCodeCell keeps a bar from ending the cell', () => {
  expect(toCodeCell('a|b')).toBe('`a\\|b`');
});

it('toWords escapes what Markdown acts on', () => {
  expect(toWords('[a](b) <i> #1 @me *x* _y_ |')).toBe(
    '\\[a\\]\\(b\\) \\<i\\> \\#1 \\@me \\*x\\* \\_y\\_ \\|',
  );
});

it.each([
  ['OOPS-1A1', 'https://x/OOPS-1A1', '[OOPS-1A1](<https://x/OOPS-1A1>)'],
  ['OOPS-1]A', 'https://x/>', '[OOPS-1\\]A](<https://x/%3E>)'],
  ['OOPS-1A1', null, '`OOPS-1A1`'],
])('toLink links %s to %s', (text, href, link) => {
  expect(toLink(text, href)).toBe(link);
});
