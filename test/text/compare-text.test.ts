import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/text/compare-text.js';

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
