import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, compareText } from '../../src/text/compare-text.js';

describe('compareText', () => {
  it('puts capitals before small letters and accents last, in any locale', () => {
    expect(['é', 'b', 'a', 'B', '', 'aa', '10', '9'].sort(compareText)).toEqual([
      '',
      '10',
      '9',
      'B',
      'a',
      'aa',
      'b',
      'é',
    ]);
  });

  it('finds a text equal to itself', () => {
    expect(compareText('a', 'a')).toBe(0);
  });
});

it('compareCodePoints orders as bytes of UTF-8 do', () => {
  const anyText = fc.string({
    unit: fc.constantFrom('a', '\u00e9', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}'),
  });
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      expect(compareCodePoints(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
