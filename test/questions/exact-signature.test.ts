import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExactSignature, writeExactSignature } from '../../src/questions/exact-signature.js';

describe('an exact signature', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (type, value) => {
        expect(readExactSignature(writeExactSignature({ type, value }))).toEqual({ type, value });
      }),
    );
  });

  it.each([
    '',
    '12',
    'KeyError: a',
    '["KeyError"]',
    '["KeyError",1]',
    '["a","b","c"]',
    '["a","b"',
    '[a] "b"',
  ])('is not %j', (text) => expect(readExactSignature(text)).toBeNull());
});
