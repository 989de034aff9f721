/**
 * Joins lists that are each by time into one that is. What stands in one list alone is not gone through: a storm has a hundred thousand
 * OOPSes, and nearly always they are all of one kind.
 *
 * @example
 * joinByTime([{ time: 1 }, { time: 3 }], [{ time: 2 }]); // by time: 1, 2, 3
 */
export function joinByTime<T extends { readonly time: number }>(
  ...lists: readonly (readonly T[])[]
): readonly T[] {
  const [first = [], ...others] = lists.filter(({ length }) => length > 0);
  return others.length === 0 ? first : [first, ...others].flat().sort((a, b) => a.time - b.time);
}
