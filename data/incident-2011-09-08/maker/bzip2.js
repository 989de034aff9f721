// @ts-check
import { createBitWriter } from './bit-writer.js';

/** @typedef {import('./bit-writer.js').BitWriter} BitWriter */

/** One block of level 1 holds 100,000 bytes less a margin, as in the reference program. */
const BLOCK_LIMIT = 99_981;
const SYMBOLS_PER_SELECTOR = 50;
const LONGEST_CODE = 20;

/**
 * Compresses up to one bzip2 block. Node has no bzip2 writer, and the incident needs the same bytes everywhere
 * without a program of the machine. Plain and slow: sorting compares rotations byte by byte, one Huffman table serves
 * the whole block. `bzip2 -d` reads the result.
 *
 * @param {Uint8Array} input
 * @returns {Buffer}
 */
export function compressBzip2(input) {
  const block = shortenRuns(input);
  if (block.length > BLOCK_LIMIT)
    throw new RangeError(`one bzip2 block holds ${BLOCK_LIMIT} bytes, not ${block.length}`);
  const { lastColumn, origin } = sortRotations(block);
  const used = [...new Set(lastColumn)].sort((a, b) => a - b);
  const symbols = moveToFront(lastColumn, used);
  const alphabetSize = used.length + 2;
  const lengths = codeLengths(symbols, alphabetSize);
  const checksum = crc32(input);

  const out = createBitWriter();
  for (const character of 'BZh1') out.write(character.charCodeAt(0), 8);
  out.write(0x314159, 24).write(0x265359, 24);
  out.write(checksum >>> 16, 16).write(checksum & 0xffff, 16);
  out.write(0, 1).write(origin, 24);
  writeUsedBytes(out, used);
  const selectors = Math.ceil(symbols.length / SYMBOLS_PER_SELECTOR);
  out.write(2, 3).write(selectors, 15); // the format asks for two tables at least; every selector names the first
  for (let i = 0; i < selectors; i++) out.write(0, 1);
  writeLengths(out, lengths);
  writeLengths(out, lengths);
  const codes = canonicalCodes(lengths);
  for (const symbol of symbols) out.write(codes[symbol], lengths[symbol]);
  out.write(0x177245, 24).write(0x385090, 24);
  out.write(checksum >>> 16, 16).write(checksum & 0xffff, 16);
  return out.finish();
}

/** Four equal bytes are followed by how many more of them come. @param {Uint8Array} input */
function shortenRuns(input) {
  const out = [];
  for (let i = 0; i < input.length; ) {
    let run = 1;
    while (run < 255 && input[i + run] === input[i]) run++;
    for (let k = 0; k < Math.min(run, 4); k++) out.push(input[i]);
    if (run >= 4) out.push(run - 4);
    i += run;
  }
  return Uint8Array.from(out);
}

/** The Burrows-Wheeler transform. @param {Uint8Array} block */
function sortRotations(block) {
  const size = block.length;
  const starts = Array.from(block, (_, index) => index).sort((a, b) => {
    for (let k = 0; k < size; k++) {
      const difference = block[(a + k) % size] - block[(b + k) % size];
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  const lastColumn = Uint8Array.from(starts, (start) => block[(start + size - 1) % size]);
  return { lastColumn, origin: starts.indexOf(0) };
}

/** Ranks in a list of recent bytes; runs of rank 0 as numbers in bijective base 2. @param {Uint8Array} bytes @param {number[]} used */
function moveToFront(bytes, used) {
  const recent = [...used];
  /** @type {number[]} */
  const symbols = [];
  let zeros = 0;
  const flush = () => {
    for (; zeros > 0; zeros = (zeros - 1) >> 1) symbols.push(zeros % 2 === 1 ? 0 : 1);
  };
  for (const byte of bytes) {
    const rank = recent.indexOf(byte);
    if (rank === 0) {
      zeros++;
      continue;
    }
    flush();
    recent.splice(rank, 1);
    recent.unshift(byte);
    symbols.push(rank + 1);
  }
  flush();
  symbols.push(used.length + 1);
  return symbols;
}

/** Huffman code lengths. @param {number[]} symbols @param {number} size */
function codeLengths(symbols, size) {
  const lengths = new Array(size).fill(0);
  let nodes = lengths.map((_, symbol) => ({ weight: 1, leaves: [symbol] }));
  for (const symbol of symbols) nodes[symbol].weight++;
  while (nodes.length > 1) {
    nodes = nodes.sort((a, b) => a.weight - b.weight);
    const [first, second, ...rest] = nodes;
    const leaves = [...first.leaves, ...second.leaves];
    for (const leaf of leaves) lengths[leaf]++;
    nodes = [...rest, { weight: first.weight + second.weight, leaves }];
  }
  if (Math.max(...lengths) > LONGEST_CODE) throw new RangeError('too skewed for one Huffman table of bzip2');
  return lengths;
}

/** @param {number[]} lengths */
function canonicalCodes(lengths) {
  /** @type {number[]} */
  const codes = [];
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length++, code <<= 1) {
    for (let symbol = 0; symbol < lengths.length; symbol++)
      if (lengths[symbol] === length) codes[symbol] = code++;
  }
  return codes;
}

/** @param {BitWriter} out @param {number[]} used */
function writeUsedBytes(out, used) {
  const rows = Array.from({ length: 16 }, (_, row) => used.filter((byte) => byte >> 4 === row));
  for (const row of rows) out.write(row.length > 0 ? 1 : 0, 1);
  for (const row of rows) {
    if (row.length > 0)
      for (let low = 0; low < 16; low++) out.write(row.some((byte) => (byte & 15) === low) ? 1 : 0, 1);
  }
}

/** @param {BitWriter} out @param {number[]} lengths */
function writeLengths(out, lengths) {
  let current = lengths[0];
  out.write(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) out.write(0b10, 2);
    for (; current > length; current--) out.write(0b11, 2);
    out.write(0, 1);
  }
}

/** The most significant bit first, unlike gzip's. @param {Uint8Array} input */
function crc32(input) {
  let crc = 0xffffffff;
  for (const byte of input) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return ~crc >>> 0;
}
