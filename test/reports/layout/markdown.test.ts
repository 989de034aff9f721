import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeBlock,
  codeCell,
  codeSpan,
  escapeMarkdown,
  linkMarkdown,
} from '../../../src/reports/layout/markdown.js';

describe('codeSpan', () => {
  it.each([
    ['[x](javascript:y)', '`[x](javascript:y)`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['two\nlines', '`two lines`'],
    [' ', ''],
  ])('writes %j as %s', (text, code) => {
    expect(codeSpan(text)).toBe(code);
  });

  it('never holds a run of backticks as long as its fence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', ' ', 'a', '\n') }), (text) => {
        const code = codeSpan(text);
        const fence = /^`*/.exec(code)?.[0] ?? '';
        const inside = code.slice(fence.length, code.length - fence.length);
        expect(inside.match(/`+/g) ?? []).not.toContain(fence);
        expect(code.endsWith(fence)).toBe(true);
      }),
    );
  });
});

it('codeCell keeps a bar from ending the cell', () => {
  expect(codeCell('a|b')).toBe('`a\\|b`');
});

it.each([
  ['[a](b) <i> *x* _y_ |', '\\[a\\](b) \\<i\\> \\*x\\* \\_y\\_ \\|'],
  ['ask @ann or a@b.example', 'ask @\u200bann or a@\u200bb.example'],
  ['see #12', 'see \\#\u200b12'],
  ['_http://a.example and WWW.b.example', '\\_http:\u200b//a.example and WWW\u200b.b.example'],
  ['$x$', '\\$x\\$'],
  ['1. - a', '1\\. - a'],
  ['- a', '\\- a'],
])('escapeMarkdown writes %j so that nothing acts', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

it('codeBlock has a fence that is longer than any run of back quotes', () => {
  expect(codeBlock('a\n```` b')).toBe('`````\na\n```` b\n`````');
});

it.each([
  ['OOPS-1A1', 'https://x/OOPS-1A1', '[OOPS-1A1](<https://x/OOPS-1A1>)'],
  ['OOPS-1]A', 'https://x/>', '[OOPS-1\\]A](<https://x/%3E>)'],
  ['OOPS|1', 'https://x/a|b\\', '[OOPS\\|1](<https://x/a%7Cb%5C>)'],
  ['OOPS-1A1', null, '`OOPS-1A1`'],
])('linkMarkdown links %s to %s', (text, href, link) => {
  expect(linkMarkdown(text, href)).toBe(link);
});
