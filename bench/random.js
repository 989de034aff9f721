/**
 * Random numbers that are the same in every run: mulberry32, by Tommy Ettinger, placed in the public domain.
 * Its quality is enough for making data, and nothing else uses it.
 */
export function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (first, last) => first + below(last - first + 1),
    pick: (list) => list[below(list.length)],
    /** Times between events that come at random; also a fair picture of how long statements take. */
    exponential: (mean) => -mean * Math.log(1 - next()),
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}
