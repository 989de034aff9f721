import { describe, expect, it } from 'vitest';
import { proseOf } from '../../../src/reports/layout/prose.js';

const LINE = 'word '.repeat(60).trim();
const widestOf = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('prose', () => {
  it.each([
    [40, 39],
    [80, 79],
    [100, 99],
    [200, 99],
  ])('in %d columns takes no more than these, and no more than are read with ease', (width, widest) => {
    const { wrap, hang } = proseOf({ width, colour: false });
    expect(widestOf(wrap(LINE))).toBe(widest);
    expect(widestOf(hang('     ', LINE))).toBe(widest);
  });

  it('has the colours of its look', () => {
    expect(proseOf({ width: 80, colour: false }).alarm('x')).toBe('x');
    expect(proseOf({ width: 80, colour: true }).alarm('x')).toBe('\u001b[31mx\u001b[39m');
  });
});
