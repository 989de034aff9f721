import { type DecodeLimits, unpacksTooLarge } from '../report-error.js';
import { bzip2Fault } from './huffman.js';

/** CRC-32 of bzip2: the polynomial 0x04c11db7, highest bit first, by the value of the first byte. */
const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value;
});

/** The unpacked bytes, up to the limit. */
export class Bzip2Output {
  readonly #limits: DecodeLimits;
  #buffer: Uint8Array;
  #length = 0;

  constructor(limits: DecodeLimits) {
    this.#limits = limits;
    this.#buffer = new Uint8Array(Math.min(65_536, limits.unpackedBytes));
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /**
   * Writes a block as it was before it was packed. First the Burrows-Wheeler transform is undone, which had sorted the
   * characters; then the run lengths: after four equal characters, a byte says how often they come again.
   *
   * @param block a character in each element
   * @param first the element with the first character of the text
   */
  write(block: Uint32Array, length: number, first: number, checksum: number): void {
    linkCharacters(block, length);
    let buffer = this.#buffer;
    let end = this.#length;
    let crc = -1;
    let at = (block[first] ?? 0) >>> 8;
    let previous = -1;
    let equal = 0;
    for (let left = length; left > 0; left--) {
      const entry = block[at] ?? 0;
      at = entry >>> 8;
      let character = entry & 0xff;
      let copies = 1;
      if (equal === 4) {
        copies = character;
        character = previous;
        equal = 0;
      } else {
        equal = character === previous ? equal + 1 : 1;
        previous = character;
      }
      if (end + copies > buffer.length) buffer = this.#grow(end + copies);
      for (; copies > 0; copies--) {
        buffer[end++] = character;
        crc = (crc << 8) ^ (CRC[(crc >>> 24) ^ character] ?? 0);
      }
    }
    if (~crc >>> 0 !== checksum) throw bzip2Fault('the checksum of a block is wrong');
    this.#length = end;
  }

  /** At least twice as large as before, but never larger than the limit. */
  #grow(needed: number): Uint8Array {
    const { unpackedBytes } = this.#limits;
    if (needed > unpackedBytes) throw unpacksTooLarge(this.#limits);
    const larger = new Uint8Array(Math.min(this.#buffer.length * 2, unpackedBytes));
    larger.set(this.#buffer);
    this.#buffer = larger;
    return larger;
  }
}

/** Writes into each element, above the 8 bits of its character, which element has the character after it in the text. */
function linkCharacters(block: Uint32Array, length: number): void {
  const starts = new Uint32Array(257);
  for (let at = 0; at < length; at++) {
    const after = ((block[at] ?? 0) & 0xff) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let character = 1; character < 256; character++) {
    starts[character] = (starts[character] ?? 0) + (starts[character - 1] ?? 0);
  }
  for (let at = 0; at < length; at++) {
    const character = (block[at] ?? 0) & 0xff;
    const sorted = starts[character] ?? 0;
    starts[character] = sorted + 1;
    block[sorted] = (block[sorted] ?? 0) | (at << 8);
  }
}
