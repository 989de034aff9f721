/** A set of the numbers of OOPSes: a bit each. */
export interface SeqSet {
  add(seq: number): void;
  has(seq: number): boolean;
}

/** Makes an empty set. */
export function createSeqSet(): SeqSet {
  let bits = new Uint32Array(1024);
  return {
    add(seq) {
      const word = seq >>> 5;
      if (word >= bits.length) {
        const larger = new Uint32Array(2 * word);
        larger.set(bits);
        bits = larger;
      }
      bits[word] = (bits[word] as number) | (1 << (seq & 31));
    },
    has: (seq) => (((bits[seq >>> 5] ?? 0) >>> (seq & 31)) & 1) === 1,
  };
}
