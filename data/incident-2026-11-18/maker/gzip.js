// @ts-check
import { crc32 } from 'node:zlib';

/**
 * Compresses to the same bytes on every machine, which zlib does not promise: what repeats is found by the newest place
 * that begins alike, and written with the fixed codes of the format. Any reader of gzip unpacks it.
 * Source: RFC 1951 and 1952.
 *
 * @param {Buffer} input
 * @returns {Buffer}
 */
export function compressGzip(input) {
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, crc32(input), true);
  ends.setUint32(4, input.length, true);
  return Buffer.concat([HEADER, deflate(input), new Uint8Array(ends.buffer)]);
}

/** Deflate, no name, no time, operating system unix. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);

const SHORTEST = 4;
const LONGEST = 258;
const FARTHEST = 32_768;
const END_OF_BLOCK = 256;

/** @param {Buffer} input */
function deflate(input) {
  const { write, writeCode, finish } = createWriter();
  /** The newest place of each four bytes. @type {Map<number, number>} */
  const places = new Map();
  write(1, 1);
  write(1, 2);
  for (let at = 0; at < input.length; ) {
    const length = matchLength(input, at, places.get(keyAt(input, at)));
    const distance = at - (places.get(keyAt(input, at)) ?? 0);
    if (length < SHORTEST) writeLiteral(input.readUInt8(at));
    else {
      const long = rangeOf(LENGTHS, length);
      writeLiteral(END_OF_BLOCK + 1 + long.index);
      write(length - long.least, long.bits);
      const far = rangeOf(DISTANCES, distance);
      writeCode(far.index, 5);
      write(distance - far.least, far.bits);
    }
    for (const end = at + Math.max(1, length); at < end; at++) places.set(keyAt(input, at), at);
  }
  writeLiteral(END_OF_BLOCK);
  return finish();

  /** A byte, or the code of a length. Source: RFC 1951, 3.2.6. @param {number} symbol */
  function writeLiteral(symbol) {
    if (symbol < 144) writeCode(0x30 + symbol, 8);
    else if (symbol < 256) writeCode(0x190 + symbol - 144, 9);
    else if (symbol < 280) writeCode(symbol - 256, 7);
    else writeCode(0xc0 + symbol - 280, 8);
  }
}

/** The four bytes at a place as a number; where there are fewer, nothing can repeat. @param {Buffer} input @param {number} at */
function keyAt(input, at) {
  return at + SHORTEST > input.length ? -1 : input.readUInt32BE(at);
}

/** How much of what follows a place stood at an earlier one; 0 where that is not worth it. @param {Buffer} input @param {number} at @param {number | undefined} earlier */
function matchLength(input, at, earlier) {
  if (earlier === undefined || at - earlier > FARTHEST) return 0;
  const most = Math.min(LONGEST, input.length - at);
  let length = 0;
  while (length < most && input[earlier + length] === input[at + length]) length++;
  return length < SHORTEST ? 0 : length;
}

/** Lengths of 3 and more, distances of 1 and more: the least of each code, and how many bits follow it. */
const LENGTHS = [...ranges(3, [8, 4, 4, 4, 4, 4]).slice(0, 28), { least: 258, bits: 0, index: 28 }];
const DISTANCES = ranges(1, [4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);

/** @param {number} first @param {readonly number[]} codes how many have no bits, one bit, two bits and so on */
function ranges(first, codes) {
  let least = first;
  return codes
    .flatMap((count, bits) => Array.from({ length: count }, () => bits))
    .map((bits, index) => {
      const range = { least, bits, index };
      least += 2 ** bits;
      return range;
    });
}

/** @param {typeof LENGTHS} list @param {number} value */
function rangeOf(list, value) {
  return /** @type {typeof LENGTHS[number]} */ (list.findLast(({ least }) => least <= value));
}

/** Bits in the order of the format: the least significant first, codes the other way round. */
function createWriter() {
  /** @type {number[]} */
  const bytes = [];
  let pending = 0;
  let filled = 0;
  /** @param {number} value @param {number} bits */
  function write(value, bits) {
    for (let bit = 0; bit < bits; bit++) {
      pending |= ((value >>> bit) & 1) << filled;
      if (++filled === 8) {
        bytes.push(pending);
        pending = 0;
        filled = 0;
      }
    }
  }
  return {
    write,
    /** @param {number} code @param {number} bits */
    writeCode(code, bits) {
      for (let bit = bits - 1; bit >= 0; bit--) write(code >>> bit, 1);
    },
    finish: () => Buffer.from(filled === 0 ? bytes : [...bytes, pending]),
  };
}
