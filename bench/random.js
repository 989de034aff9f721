/**
 * Random numbers that are the same in every run: mulberry32, by Tommy Ettinger, placed in the public domain.
 * Its quality is enough for making data of benchmarks; simulations draw from `truth/stream.js`.
 *
 * @param {number} seed
 */
export function createRandom(seed) {
  let state = seed;
  return drawFrom(() => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  });
}

/**
 * What is drawn with a source of random numbers.
 *
 * @param {() => number} next at least 0, less than 1
 */
export function drawFrom(next) {
  /** @param {number} limit */
  const below = (limit) => Math.floor(next() * limit);
  return {
    next,
    below,
    /** @type {(first: number, last: number) => number} */
    between: (first, last) => first + below(last - first + 1),
    /** @type {<T>(list: readonly T[]) => T} */
    pick: (list) => list[below(list.length)],
    /**
     * Times between events that come at random; also a fair picture of how long statements take.
     * @type {(mean: number) => number}
     */
    exponential: (mean) => -mean * Math.log(1 - next()),
    /** @type {(length: number) => string} */
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}
