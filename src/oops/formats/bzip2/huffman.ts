import { ReportError } from '../report-error.js';

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

/** Reads bytes bit by bit, the highest bit of each first. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  /** The last bits taken from the bytes; the lowest `#count` of them are still to be read. */
  #bits = 0;
  #count = 0;
  /** Bytes taken from behind the end, as zeros: to look at them is no fault, to read them is one. */
  #beyond = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The next bits as a number, at most 24 of them, without reading them. */
  peek(length: number): number {
    while (this.#count < length) {
      if (this.#at >= this.#bytes.length) this.#beyond++;
      this.#bits = (this.#bits << 8) | (this.#bytes[this.#at++] ?? 0);
      this.#count += 8;
    }
    return (this.#bits >>> (this.#count - length)) & ((1 << length) - 1);
  }

  /** Steps over bits that peek has seen. */
  skip(length: number): void {
    this.#count -= length;
    if (this.#count < this.#beyond * 8) throw bzip2Fault('it ends too early');
  }

  read(length: number): number {
    const value = this.peek(length);
    this.skip(length);
    return value;
  }

  /** An unsigned number of 32 bits. */
  readUint32(): number {
    return this.read(16) * 0x10000 + this.read(16);
  }

  /** Steps to the next whole byte and returns its index. */
  alignToByte(): number {
    this.#count -= this.#count % 8;
    return this.#at - this.#count / 8;
  }
}

/** The refusal of bzip2 data that no writer can have meant. */
export function bzip2Fault(what: string): ReportError {
  return new ReportError(`is damaged bzip2: ${what}`);
}
