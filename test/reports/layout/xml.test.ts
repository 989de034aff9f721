import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeXml } from '../../../src/reports/layout/xml.js';

it.each([
  ['<b>&"\'', '&lt;b&gt;&amp;&quot;&#39;'],
  ['\u0000\u001b\ufffe\ud800', '\\x00\\x1b\\xfffe\\xd800'],
  ['a\tü😀', 'a\tü😀'],
])('escapes %j', (text, escaped) => expect(escapeXml(text)).toBe(escaped));

it('leaves in no text what could end an element or an attribute, or what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeXml(text)).toMatch(
        /^(?:(?![<>"'&])[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|&(?:lt|gt|amp|quot|#39);)*$/u,
      );
    }),
  );
});
