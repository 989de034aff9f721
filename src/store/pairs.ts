/** How many codes there can be beside one number: two to this power of them and of numbers are still exact. */
const CODES = 2 ** 28;

/** Numbers for pairs of a number and a code: the same number for the same pair, counted up from 0. */
export interface Pairs {
  readonly numberOf: (outer: number, code: number) => number;
  /** Whether `isNew` was not asked for the pair before. */
  readonly isNew: (outer: number, code: number) => boolean;
  /** The pair that has a number. */
  readonly pairOf: (number: number) => [outer: number, code: number];
}

export function openPairs(): Pairs {
  const pairs: number[] = [];
  // Codes beside 0, which all are where there is one key, lie close together: an array finds them faster.
  const besideZero: number[] = [];
  const numbers = new Map<number, number>();
  const seen = new Set<number>();
  return {
    numberOf(outer, code) {
      const pair = outer * CODES + code;
      let number = outer === 0 ? besideZero[code] : numbers.get(pair);
      if (number === undefined) {
        number = pairs.push(pair) - 1;
        if (outer === 0) besideZero[code] = number;
        else numbers.set(pair, number);
      }
      return number;
    },
    isNew(outer, code) {
      const { size } = seen;
      return seen.add(outer * CODES + code).size > size;
    },
    pairOf(number) {
      const pair = pairs[number] as number;
      return [Math.floor(pair / CODES), pair % CODES];
    },
  };
}
