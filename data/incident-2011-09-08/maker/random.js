// @ts-check

/**
 * A source of numbers that look random and are the same for a seed on every machine: integer arithmetic only
 * (mulberry32), no clock, no Math.random.
 *
 * @typedef {object} Random
 * @property {() => number} next a number in [0, 1)
 * @property {(least: number, most: number) => number} between a whole number, both ends included
 * @property {<T>(list: readonly T[]) => T} pick one element of a list that is not empty
 * @property {(probability: number) => boolean} chance
 * @property {(digits: number) => string} hex
 */

/**
 * @param {number} seed any whole number
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** @type {Random['between']} */
  const between = (least, most) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (list) => list[between(0, list.length - 1)],
    chance: (probability) => next() < probability,
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join(''),
  };
}
