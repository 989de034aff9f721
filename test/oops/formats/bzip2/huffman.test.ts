import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader, HuffmanCode } from '../../../../src/oops/formats/bzip2/huffman.js';
import { ReportError } from '../../../../src/oops/formats/report-error.js';

/** Bytes of a text of 0 and 1, filled up with zeros at the end. */
function bytesOf(bits: string): Uint8Array {
  const whole = bits.replaceAll(' ', '').padEnd(Math.ceil(bits.replaceAll(' ', '').length / 8) * 8, '0');
  return Uint8Array.from(whole.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

describe('BitReader', () => {
  it('reads numbers of any width, the highest bit first', () => {
    const widths = fc.array(
      fc.integer({ min: 1, max: 24 }).chain((width) => fc.tuple(fc.constant(width), fc.nat(2 ** width - 1))),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(widths, (numbers) => {
        const input = new BitReader(
          bytesOf(numbers.map(([width, number]) => number.toString(2).padStart(width, '0')).join('')),
          0,
        );
        expect(numbers.map(([width]) => input.read(width))).toEqual(numbers.map(([, number]) => number));
      }),
    );
  });

  it('begins at the byte it is given, and says which byte is next', () => {
    const input = new BitReader(Uint8Array.of(0xff, 0xa5, 0x0f, 0xf0), 1);
    expect(input.read(4)).toBe(0xa);
    expect(input.alignToByte()).toBe(2);
    expect(input.read(8)).toBe(0x0f);
    expect(input.alignToByte()).toBe(3);
  });

  it('reads 32 bits as a number without a sign', () => {
    expect(new BitReader(Uint8Array.of(0xff, 0xff, 0xff, 0xfe), 0).readUint32()).toBe(0xfffffffe);
  });

  it('may look behind the end, and not read there', () => {
    const input = new BitReader(Uint8Array.of(0xff), 0);
    expect(input.peek(20)).toBe(0xff000);
    expect(input.read(8)).toBe(0xff);
    expect(() => input.read(1)).toThrow(new ReportError('is damaged bzip2: it ends too early'));
  });
});

describe('HuffmanCode', () => {
  /** A code whose symbols have these lengths, and what it makes of the bits behind them. */
  function decode(header: string, symbolCount: number, bits: string, count: number): number[] {
    const input = new BitReader(bytesOf(`${header}${bits}`), 0);
    const code = new HuffmanCode();
    code.readLengths(input, symbolCount);
    return Array.from({ length: count }, () => code.readSymbol(input));
  }

  it('gives consecutive numbers to the codes of one length, in the order of their symbols', () => {
    // Lengths 2, 1, 2: symbol 1 is `0`, symbol 0 `10`, symbol 2 `11`. `10` makes a length longer, `11` shorter.
    expect(decode('00010 0 110 100', 3, '0 10 11 0', 4)).toEqual([1, 0, 2, 1]);
  });

  it('serves one block after the other', () => {
    const code = new HuffmanCode();
    const read = (bits: string) => {
      const input = new BitReader(bytesOf(bits), 0);
      code.readLengths(input, 2);
      return [code.readSymbol(input), code.readSymbol(input)];
    };
    expect(read('00010 0 0 00 01')).toEqual([0, 1]);
    expect(read('00001 0 0 0 1')).toEqual([0, 1]);
  });

  it.each([
    ['a length of nothing', '00000 0', 1, '', 'a code is 0 bits long'],
    ['a length above 20', '10100 100', 1, '', 'a code is 21 bits long'],
    ['three codes of one bit', '00001 0 0 0', 3, '', 'its codes overlap'],
    ['bits that no symbol has', '00010 0 0', 2, '11', 'a code means nothing'],
    ['no bits left', '00001 0 0', 2, '0', 'it ends too early'],
  ])('refuses %s', (_, header, symbolCount, bits, fault) => {
    expect(() => decode(header, symbolCount, bits, 20)).toThrow(
      new ReportError(`is damaged bzip2: ${fault}`),
    );
  });
});
