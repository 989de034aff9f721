/**
 * Takes the rows that come first in an order of numbers, smallest first, and with them those that the order does not tell
 * from the last one: so that somebody else can put these in order and cut.
 *
 * @param order what to look at first, and next where that is equal
 *
 * @example
 * topN([3, 1, 2, 2], [(row) => row], 2); // [1, 2, 2]
 */
export function topN<T>(rows: readonly T[], order: readonly ((row: T) => number)[], limit: number): T[] {
  const [by, ...rest] = order;
  if (!by || rows.length <= limit) return [...rows];
  const last = Float64Array.from(rows, by).sort()[limit - 1] as number;
  const before = rows.filter((row) => by(row) < last);
  const tied = rows.filter((row) => by(row) === last);
  return [...before, ...topN(tied, rest, limit - before.length)];
}
