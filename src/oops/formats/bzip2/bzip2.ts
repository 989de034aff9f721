import type { DecodeLimits } from '../report-error.js';
import type { Compression } from '../report-format.js';
import { BitReader, bzip2Fault, HuffmanCode } from './huffman.js';
import { Bzip2Output } from './output.js';

/** What the folders of old reports were packed with. */
export const BZIP2: Compression = {
  name: 'bzip2',
  ending: '.bz2',
  recognises: (bytes) => isBzip2(bytes),
  unpack: decompressBzip2,
};

/** Whether bytes begin, at an index, as bzip2 data does: `BZh`. */
export function isBzip2(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x42 && bytes[at + 1] === 0x5a && bytes[at + 2] === 0x68;
}

/**
 * Unpacks bzip2 data. Several streams in a row are one text, as `cat a.bz2 b.bz2` makes it; what follows the last one
 * is ignored, as bzip2 does.
 *
 * Own code, because the packages there are either lose all streams but the first, or set up 3.6 MB for each block, so
 * that 64 MB of tiny blocks take them ten minutes; and they are slower. Source: the format as bzip2 1.0.8 reads it.
 *
 * @throws ReportError when the data is damaged, or unpacks to more than the limit.
 */
export function decompressBzip2(bytes: Uint8Array, limits: DecodeLimits): Uint8Array {
  const decoder = new Decoder(bytes, limits);
  let at = 0;
  do at = decoder.readStream(at);
  while (isBzip2(bytes, at));
  return decoder.output.bytes();
}

const MOST_SELECTORS = 1 << 15;
const SYMBOLS_PER_SELECTOR = 50;

/** Its arrays serve all blocks of all streams. */
class Decoder {
  readonly output: Bzip2Output;
  readonly #bytes: Uint8Array;
  #input: BitReader;
  readonly #codes = Array.from({ length: 6 }, () => new HuffmanCode());
  readonly #selectors = new Uint8Array(MOST_SELECTORS);
  /** The characters of the block, the latest first. MTF stands for "move to front". */
  readonly #mtf = new Uint8Array(256);
  /** The block, one character an element, and above its 8 bits the index of the character that follows. */
  #block = new Uint32Array(32_768);

  constructor(bytes: Uint8Array, limits: DecodeLimits) {
    this.#bytes = bytes;
    this.#input = new BitReader(bytes, 0);
    this.output = new Bzip2Output(limits);
  }

  /** Reads the stream that begins at an index of the bytes; returns the index behind it. */
  readStream(at: number): number {
    const level = (this.#bytes[at + 3] ?? 0) - 0x30;
    if (level < 1 || level > 9) throw bzip2Fault('its level is none of 1 to 9');
    const input = new BitReader(this.#bytes, at + 4);
    this.#input = input;
    let checksum = 0;
    for (;;) {
      const magic = input.read(24) * 0x1000000 + input.read(24);
      const expected = input.readUint32();
      if (magic === 0x177245385090) {
        if (expected !== checksum) throw bzip2Fault('its checksum is wrong');
        return input.alignToByte();
      }
      if (magic !== 0x314159265359) throw bzip2Fault('there is no block where one should be');
      this.#readBlock(level * 100_000, expected);
      checksum = ((checksum << 1) ^ (checksum >>> 31) ^ expected) >>> 0;
    }
  }

  #readBlock(mostCharacters: number, checksum: number): void {
    const input = this.#input;
    if (input.read(1) === 1) throw bzip2Fault('it is of a version before 0.9.5');
    const first = input.read(24);
    const characterCount = this.#readCharacters();
    const groupCount = input.read(3);
    if (groupCount < 2 || groupCount > 6) throw bzip2Fault(`it has ${groupCount} codes`);
    const selectorCount = this.#readSelectors(groupCount);
    for (let group = 0; group < groupCount; group++) {
      this.#codes[group]?.readLengths(input, characterCount + 2);
    }
    const length = this.#readSymbols(characterCount + 1, selectorCount, mostCharacters);
    if (first >= length) throw bzip2Fault('its first character is missing');
    this.output.write(this.#block, length, first, checksum);
  }

  /** Which characters the block holds: a map of the sixteen ranges, then one of each range that is in use. */
  #readCharacters(): number {
    const ranges = this.#input.read(16);
    let count = 0;
    for (let range = 0; range < 16; range++) {
      if ((ranges & (0x8000 >> range)) === 0) continue;
      const used = this.#input.read(16);
      for (let low = 0; low < 16; low++) {
        if ((used & (0x8000 >> low)) !== 0) this.#mtf[count++] = range * 16 + low;
      }
    }
    if (count === 0) throw bzip2Fault('a block has no characters');
    return count;
  }

  /** Which code each fifty symbols are written with. */
  #readSelectors(groupCount: number): number {
    const count = this.#input.read(15);
    const recent = [0, 1, 2, 3, 4, 5];
    for (let selector = 0; selector < count; selector++) {
      let index = 0;
      while (this.#input.read(1) === 1) index++;
      if (index >= groupCount) throw bzip2Fault('a code is missing');
      const [group = 0] = recent.splice(index, 1);
      recent.unshift(group);
      this.#selectors[selector] = group;
    }
    return count;
  }

  /**
   * Reads the symbols into the block and returns how many characters it has. Symbols 0 and 1 are the digits of how
   * often the latest character comes again; the others say how recently the next character came; the largest ends.
   */
  #readSymbols(endSymbol: number, selectorCount: number, mostCharacters: number): number {
    const input = this.#input;
    const mtf = this.#mtf;
    let block: Uint32Array = this.#block;
    let code: HuffmanCode | undefined;
    let length = 0;
    let run = 0;
    let digit = 1;
    for (let read = 0; ; read++) {
      if (read % SYMBOLS_PER_SELECTOR === 0) {
        const selector = read / SYMBOLS_PER_SELECTOR;
        code = this.#codes[this.#selectors[selector] ?? 0];
        if (code === undefined || selector >= selectorCount) throw bzip2Fault('a block has no end');
      }
      const symbol = code?.readSymbol(input) ?? 0;
      if (symbol < 2) {
        run += digit << symbol;
        digit <<= 1;
        if (length + run > mostCharacters) throw bzip2Fault('a block is too long');
        continue;
      }
      if (run > 0) {
        if (length + run > block.length) block = this.#grow(length + run);
        block.fill(mtf[0] ?? 0, length, length + run);
        length += run;
        run = 0;
        digit = 1;
      }
      if (symbol === endSymbol) return length;
      if (length >= mostCharacters) throw bzip2Fault('a block is too long');
      const character = mtf[symbol - 1] ?? 0;
      for (let index = symbol - 1; index > 0; index--) mtf[index] = mtf[index - 1] ?? 0;
      mtf[0] = character;
      if (length === block.length) block = this.#grow(length + 1);
      block[length++] = character;
    }
  }

  #grow(length: number): Uint32Array {
    const larger = new Uint32Array(Math.max(length, this.#block.length * 2));
    larger.set(this.#block);
    this.#block = larger;
    return larger;
  }
}
