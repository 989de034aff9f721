import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESSES, segmentOfType, typeOfSegment } from '../../src/web/addresses.js';
import { splitFormat } from '../../src/web/server/split-format.js';

/** What a router reads of an address of a type. */
function readType(address: string): string {
  expect(splitFormat(address)).toEqual({ address, format: null });
  const [, signatures, type = '', ...others] = address.split('/');
  expect([signatures, others]).toEqual(['signatures', []]);
  return typeOfSegment(decodeURIComponent(type));
}

describe('the address of an exception type', () => {
  it.each(['', '-', '--', 'KeyError', 'a-b', 'a/b', '..', '.', 'x.json', '%2E', 'é?#"'])(
    'says %j',
    (type) => {
      expect(readType(ADDRESSES.type(type))).toBe(type);
    },
  );

  it('says any text that is well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (type) => {
        expect(readType(ADDRESSES.type(type))).toBe(type);
      }),
    );
  });

  it('stands for a type that is too long for one', () => {
    const types = ['x'.repeat(1001), '語'.repeat(200), '語'.repeat(201)];
    const addresses = types.map(ADDRESSES.type);
    expect(new Set(addresses).size).toBe(types.length);
    for (const [index, address] of addresses.entries()) {
      expect(address).toMatch(/^\/signatures\/~[0-9a-f]{12}$/);
      expect(`/signatures/${segmentOfType(types[index] ?? '')}`).toBe(address);
    }
    expect(readType(ADDRESSES.type('x'.repeat(1000)))).toBe('x'.repeat(1000));
  });
});

describe('the address of a question', () => {
  it('has its words in their order, and is the form without any', () => {
    expect(ADDRESSES.asked([])).toBe('/query');
    const address = ADDRESSES.asked([
      ['signature', '["a","b&c*"]'],
      ['group-by', 'user'],
    ]);
    expect(address.startsWith('/query?')).toBe(true);
    expect([...new URLSearchParams(address.slice(7))]).toEqual([
      ['signature', '["a","b&c*"]'],
      ['group-by', 'user'],
    ]);
  });
});
