// @ts-check
import { constants, gzipSync } from 'node:zlib';

/** No time, no compression hint, operating system unix: the header fields that differ between machines. */
const FIXED_HEADER = [0, 0, 0, 0, 0, 3];
const FIXED_HEADER_AT = 4;

/**
 * Compresses to the same bytes on every machine. Which repetitions zlib finds depends on its version and on the
 * processor; Huffman coding alone does not, and a reader cannot tell the difference.
 *
 * @param {Uint8Array} input
 * @returns {Buffer}
 */
export function compressGzip(input) {
  const output = gzipSync(input, { level: 9, memLevel: 9, strategy: constants.Z_HUFFMAN_ONLY });
  output.set(FIXED_HEADER, FIXED_HEADER_AT);
  return output;
}
