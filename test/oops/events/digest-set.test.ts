import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDigestSet } from '../../../src/oops/events/digest-set.js';

const DIGITS = 32;
/** Of few first digits, so that many want the same slot. */
const anyDigest = fc
  .tuple(fc.nat({ max: 3 }), fc.integer({ min: 2, max: 2000 }))
  .map(([high, low]) =>
    (BigInt(high) * 2n ** 100n + BigInt(low) * 2n ** 64n).toString(16).padStart(DIGITS, '0'),
  );

it('knows what was added, however many there are', () => {
  fc.assert(
    fc.property(fc.array(anyDigest, { maxLength: 3000, size: 'max' }), (digests) => {
      const set = createDigestSet();
      const model = new Set<string>();
      for (const digest of digests) {
        expect(set.add(digest)).toBe(!model.has(digest));
        model.add(digest);
      }
    }),
    { numRuns: 30 },
  );
});

it('goes by the first 16 digits', () => {
  const set = createDigestSet();
  expect(set.add(`${'1'.repeat(16)}a`)).toBe(true);
  expect(set.add(`${'1'.repeat(16)}b`)).toBe(false);
  expect(set.add(`${'1'.repeat(15)}2`)).toBe(true);
});

it('holds a digest of nothing but zeros too', () => {
  const set = createDigestSet();
  expect([set.add('0'.repeat(DIGITS)), set.add('0'.repeat(DIGITS))]).toEqual([true, false]);
});
