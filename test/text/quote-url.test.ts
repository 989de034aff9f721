import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathSegment, quoteUrl } from '../../src/text/quote-url.js';

describe('quoteUrl', () => {
  it.each([
    ['https://launchpad.net/~mark?a=b c#d', 'https://launchpad.net/~mark?a=b c#d'],
    ['https://launchpad.net/~jos\u00e9', 'https://launchpad.net/~jos%C3%A9'],
    ['https://launchpad.net/\u20ac/\u{1f600}', 'https://launchpad.net/%E2%82%AC/%F0%9F%98%80'],
    ['https://launchpad.net/%C3%A9\u00e9', 'https://launchpad.net/%C3%A9%C3%A9'],
    ['/\u0080\u007f', '/%C2%80\u007f'],
    ['/\ud800x', '/%EF%BF%BDx'],
    ['', ''],
  ])('writes %j as %j', (url, expected) => {
    expect(quoteUrl(url)).toBe(expected);
  });

  it('writes ASCII that means the same, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const quoted = quoteUrl(encodeURI(text) + text.replaceAll('%', ''));
        expect(quoted).toMatch(/^[\0-\x7f]*$/);
        expect(decodeURI(quoted)).toBe(decodeURI(encodeURI(text)) + text.replaceAll('%', ''));
        expect(quoteUrl(quoted)).toBe(quoted);
      }),
    );
  });
});

describe('pathSegment', () => {
  it.each([
    ['OOPS-1/a b?c#d%', 'OOPS-1%2Fa%20b%3Fc%23d%25'],
    ['report.json', 'report%2Ejson'],
    ['v1.2', 'v1.2'],
    ['..', '%2E%2E'],
    ['\ud800x', '%EF%BF%BDx'],
  ])('writes %j as %j', (name, expected) => {
    expect(pathSegment(name)).toBe(expected);
  });

  it('reads back as the same name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(decodeURIComponent(pathSegment(name))).toBe(name);
      }),
    );
  });
});
