import { drawFrom } from '../random.js';

/**
 * A stream of random numbers of its own name: the same in every run, and another for every other name. The generator is
 * sfc32, by Chris Doty-Humphrey, placed in the public domain: 128 bits of state, so that thousands of long streams do
 * not run into one another.
 *
 * @param {string} name such as `7/well/quiet/0`
 */
export function createStream(name) {
  const draw = drawFrom(sfc32(...hash(name)));
  return {
    ...draw,
    /** @type {(probability: number) => boolean} */
    isHit: (probability) => draw.next() < probability,
    /**
     * How many tries it takes, the one that ends them included: 1 or more, so many on average.
     * @type {(mean: number) => number}
     */
    geometric(mean) {
      let count = 1;
      while (draw.next() >= 1 / mean) count += 1;
      return count;
    },
  };
}

/** @typedef {ReturnType<typeof createStream>} Stream */

/**
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} counter
 */
function sfc32(a, b, c, counter) {
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  // The first numbers still show what the state was.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/**
 * Four numbers of 32 bits from a text: FNV-1a, from four beginnings.
 *
 * @param {string} text
 * @returns {[number, number, number, number]}
 */
function hash(text) {
  const from = (/** @type {number} */ start) =>
    Array.from(text).reduce((sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619), start);
  return [from(0x811c9dc5), from(0x01234567), from(0x2545f491), from(0x5bd1e995)];
}
