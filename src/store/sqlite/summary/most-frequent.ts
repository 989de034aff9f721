import { lowerBound } from '../../../lower-bound.js';
import type { OopsTable } from './oops-table.js';

/** Some OOPSes of a table with an id that each has, such as that of its URL, and when each happened. */
export interface IdentifiedRows {
  readonly rows: Int32Array;
  readonly ids: Int32Array;
  readonly times: Float64Array;
}

/** The OOPSes that have one id in common. */
export interface SharedId {
  readonly id: number;
  readonly rows: Int32Array;
}

/** How often ids come, and which come most. */
export interface Frequencies {
  readonly idCount: number;
  /** The most frequent first, of equals the one that was seen first. */
  readonly mostFrequent: readonly SharedId[];
}

/** An id with how often it comes. */
interface CountedId {
  readonly id: number;
  readonly count: number;
}

/**
 * Counts some OOPSes by their ids, and finds the `most` most frequent ids. There can be a million OOPSes, each with an id of its own:
 * the ids are sorted as plain numbers, where a map would need an object for every id.
 */
export function countFrequencies(table: OopsTable, oopses: IdentifiedRows, most: number): Frequencies {
  const sorted = oopses.ids.slice().sort();
  const { idCount, largest } = findLargest(sorted, most);
  const listed = idCount <= most ? largest : withFirstOfEquals(largest, table, oopses, sorted);
  const mostFrequent = listed
    .map(({ id, count }) => {
      const rows = rowsWith(id, count, oopses);
      return { id, rows, first: rows.reduce((a, b) => (table.compareRows(b, a) < 0 ? b : a)) };
    })
    .sort((a, b) => b.rows.length - a.rows.length || table.compareRows(a.first, b.first))
    .map(({ id, rows }) => ({ id, rows }));
  return { idCount, mostFrequent };
}

/** Counts the ids, and finds the `most` most frequent, of equals any. */
function findLargest(
  sorted: Int32Array,
  most: number,
): { readonly idCount: number; readonly largest: readonly CountedId[] } {
  const largest: CountedId[] = [];
  let [idCount, least] = [0, 0];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const id = sorted[start] as number;
    for (end = start + 1; end < sorted.length && sorted[end] === id; ) end += 1;
    idCount += 1;
    const count = end - start;
    if (count <= least) continue;
    insertInOrder(largest, { id, count }, most, (a, b) => b.count - a.count);
    least = largest[most - 1]?.count ?? 0;
  }
  return { idCount, largest };
}

/** The largest, with those of the ids that come as often as the last of them that were seen first. */
function withFirstOfEquals(
  largest: readonly CountedId[],
  table: OopsTable,
  { rows, ids, times }: IdentifiedRows,
  sorted: Int32Array,
): readonly CountedId[] {
  const count = largest.at(-1)?.count ?? 0;
  const larger = largest.filter((one) => one.count > count);
  const most = largest.length - larger.length;
  const isAsFrequent = (id: number) => lowerBound(sorted, id + 1) - lowerBound(sorted, id) === count;
  /** Each where it was seen first so far. */
  const firsts: { readonly id: number; readonly row: number }[] = [];
  let latest = Number.POSITIVE_INFINITY;
  for (let place = 0; place < rows.length; place++) {
    if ((times[place] as number) > latest) continue;
    const [id, row] = [ids[place] as number, rows[place] as number];
    const known = firsts.findIndex((one) => one.id === id);
    if (known < 0 ? !isAsFrequent(id) : table.compareRows(row, firsts[known]?.row ?? row) >= 0) continue;
    if (known >= 0) firsts.splice(known, 1);
    insertInOrder(firsts, { id, row }, most, (a, b) => table.compareRows(a.row, b.row));
    const last = firsts[most - 1];
    if (last) latest = table.timeOf(last.row);
  }
  return [...larger, ...firsts.map(({ id }) => ({ id, count }))];
}

function rowsWith(id: number, count: number, { rows, ids }: IdentifiedRows): Int32Array {
  const own = new Int32Array(count);
  let found = 0;
  for (let place = 0; place < ids.length; place++) {
    if (ids[place] === id) own[found++] = rows[place] as number;
  }
  return own;
}

/** The first few of some OOPSes, in order. */
export function findFirst(table: OopsTable, rows: Int32Array, most: number): number[] {
  const found: number[] = [];
  for (const row of rows) insertInOrder(found, row, most, table.compareRows);
  return found;
}

/** Puts an item in its place among the first `most`, where it is one of them. */
function insertInOrder<T>(found: T[], item: T, most: number, compare: (a: T, b: T) => number): void {
  const last = found[most - 1];
  if (last !== undefined && compare(item, last) >= 0) return;
  const place = found.findIndex((other) => compare(item, other) < 0);
  found.splice(place < 0 ? found.length : place, 0, item);
  if (found.length > most) found.pop();
}
