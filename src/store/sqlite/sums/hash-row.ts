/** What stands in a row. */
export type Value = string | number | null;

/** Two checksums of a row, of 32 bits each: damage that leaves both as they were is as good as impossible. */
export type RowHash = readonly [first: number, second: number];

/**
 * Two checksums of a row's values in their order. They are added up for many rows, and so each is mixed until every bit of it
 * depends on every bit of the row.
 */
export function hashRow(values: readonly Value[]): RowHash {
  let first = 0x9e3779b9;
  let second = 0x85ebca6b;
  const take = (word: number) => {
    first = Math.imul(rotate(first ^ Math.imul(word, 0xcc9e2d51)), 5) + 0xe6546b64;
    second = Math.imul(rotate(second ^ Math.imul(word, 0x1b873593)), 9) + 0x38b34ae5;
  };
  for (const value of values) {
    if (typeof value === 'number') {
      take(1);
      take(value);
      take(Math.floor(value / 0x1_0000_0000));
    } else if (value === null) {
      take(2);
    } else {
      // As it is stored: halves of surrogate pairs become U+FFFD on the way.
      const text = value.toWellFormed();
      take(3);
      take(text.length);
      for (let at = 0; at < text.length; at++) take(text.charCodeAt(at));
    }
  }
  return [mix(first), mix(second)];
}

function rotate(bits: number): number {
  return (bits << 13) | (bits >>> 19);
}

/** The last step of MurmurHash3. */
function mix(bits: number): number {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
