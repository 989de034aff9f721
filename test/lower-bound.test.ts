import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowerBound } from '../src/lower-bound.js';

it('finds the first number that is not below another', () => {
  const small = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(fc.array(small), small, (numbers, least) => {
      const sorted = numbers.sort((a, b) => a - b);
      expect(lowerBound(sorted, least)).toBe(sorted.filter((number) => number < least).length);
    }),
  );
});
