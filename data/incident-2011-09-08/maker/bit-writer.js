// @ts-check

/**
 * Bits in the order of bzip2: the most significant first.
 *
 * @typedef {object} BitWriter
 * @property {(value: number, bits: number) => BitWriter} write the lowest bits of a value, 24 at most
 * @property {() => Buffer} finish all that was written, the last byte filled up with zeros
 */

/** @returns {BitWriter} */
export function createBitWriter() {
  /** @type {number[]} */
  const bytes = [];
  let pending = 0;
  let filled = 0;
  /** @type {BitWriter} */
  const writer = {
    write(value, bits) {
      for (let bit = bits - 1; bit >= 0; bit--) {
        pending = (pending << 1) | ((value >>> bit) & 1);
        if (++filled === 8) {
          bytes.push(pending);
          pending = 0;
          filled = 0;
        }
      }
      return writer;
    },
    finish: () => Buffer.from(filled === 0 ? bytes : [...bytes, pending << (8 - filled)]),
  };
  return writer;
}
