import { type BitReader, bzip2Fault } from './bzip2-bits.js';

const LONGEST = 20;

/** One Huffman code of a block. Codes of one length are consecutive numbers, in the order of their symbols. */
export class HuffmanCode {
  /** By length: the first number, written with 20 bits, that belongs to a longer code. */
  readonly #limits = new Uint32Array(LONGEST + 1);
  /** By length: what to take from a code to get the index of its symbol. */
  readonly #offsets = new Int32Array(LONGEST + 1);
  readonly #symbols = new Uint16Array(258);
  #shortest = LONGEST;

  /** Takes the lengths of the codes of as many symbols from the block's header. */
  readLengths(input: BitReader, symbolCount: number): void {
    const lengths = new Uint8Array(symbolCount);
    let length = input.read(5);
    for (let symbol = 0; symbol < symbolCount; symbol++) {
      while (input.read(1) === 1) length += input.read(1) === 0 ? 1 : -1;
      if (length < 1 || length > LONGEST) throw bzip2Fault(`a code is ${length} bits long`);
      lengths[symbol] = length;
    }
    this.#assign(lengths);
  }

  #assign(lengths: Uint8Array): void {
    let code = 0;
    let index = 0;
    this.#shortest = Math.min(...lengths);
    for (let length = 1; length <= LONGEST; length++) {
      this.#offsets[length] = code - index;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        this.#symbols[index++] = symbol;
        code++;
      }
      if (code > 1 << length) throw bzip2Fault('its codes overlap');
      this.#limits[length] = code << (LONGEST - length);
      code <<= 1;
    }
  }

  readSymbol(input: BitReader): number {
    const bits = input.peek(LONGEST);
    let length = this.#shortest;
    while (bits >= (this.#limits[length] ?? 0)) {
      if (++length > LONGEST) throw bzip2Fault('a code means nothing');
    }
    input.skip(length);
    return this.#symbols[(bits >>> (LONGEST - length)) - (this.#offsets[length] ?? 0)] ?? 0;
  }
}
