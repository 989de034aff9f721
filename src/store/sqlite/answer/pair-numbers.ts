/**
 * How many codes there can be: a number below 2^25 and a code below this make one number that is still exact.
 */
const CODES = 2 ** 28;

/** Numbers for pairs of a number and a code: the same number for the same pair, counted up from 0. */
export interface PairNumbers {
  readonly numberOf: (outer: number, code: number) => number;
  /** The pair that has a number. */
  readonly pairOf: (number: number) => [outer: number, code: number];
}

/** Makes the numbering; no pair has a number yet. */
export function createPairNumbers(): PairNumbers {
  const pairs: number[] = [];
  // Codes beside 0, which all are where there is one key, lie close together: an array finds them faster than a Map.
  const besideZero: number[] = [];
  const besideOthers = new Map<number, number>();
  return {
    numberOf(outer, code) {
      const pair = outer * CODES + code;
      const known = outer === 0 ? besideZero[code] : besideOthers.get(pair);
      if (known !== undefined) return known;
      const number = pairs.push(pair) - 1;
      if (outer === 0) besideZero[code] = number;
      else besideOthers.set(pair, number);
      return number;
    },
    pairOf(number) {
      const pair = pairs[number] as number;
      return [Math.floor(pair / CODES), pair % CODES];
    },
  };
}

/** Makes what says whether a pair of a number and a code comes for the first time. */
export function createNewPairTest(): (outer: number, code: number) => boolean {
  const seen = new Set<number>();
  return (outer, code) => {
    const { size } = seen;
    return seen.add(outer * CODES + code).size > size;
  };
}
