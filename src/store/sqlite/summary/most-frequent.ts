import type { OopsTable } from './oops-table.js';

/** The OOPSes of a table that have one id in common, such as that of their URL. */
export interface SharedId {
  readonly id: number;
  readonly rows: readonly number[];
}

/** How often ids come, and which come most. */
export interface Frequencies {
  readonly idCount: number;
  /** The most frequent first, of equals the one that was seen first. */
  readonly mostFrequent: readonly SharedId[];
}

/** Some OOPSes with one id: a stretch of the sorted list. */
interface Stretch {
  readonly id: number;
  readonly start: number;
  readonly count: number;
  readonly firstRow: number;
}

/**
 * Counts some OOPSes by an id that they have, and finds the `most` most frequent ids. There can be a million OOPSes, each with an id
 * of its own: they are sorted as plain numbers, where a map would need an object for every id.
 */
export function countFrequencies(
  table: OopsTable,
  rows: readonly number[],
  idOf: (row: number) => number,
  most: number,
): Frequencies {
  const count = rows.length;
  // An id and a place in `rows` as one number: exact up to a hundred million texts and ninety million OOPSes.
  const sorted = new Float64Array(count);
  for (let place = 0; place < count; place++) sorted[place] = idOf(rows[place] as number) * count + place;
  sorted.sort();
  const rowAt = (at: number, id: number) => rows[(sorted[at] ?? 0) - id * count] ?? 0;
  const compare = (a: Stretch, b: Stretch) => b.count - a.count || table.compareRows(a.firstRow, b.firstRow);
  const found: Stretch[] = [];
  let idCount = 0;
  for (let start = 0, end = 0; start < count; start = end) {
    const id = Math.floor((sorted[start] ?? 0) / count);
    let firstRow = rowAt(start, id);
    for (end = start + 1; end < count && (sorted[end] ?? 0) < (id + 1) * count; end++) {
      if (table.compareRows(rowAt(end, id), firstRow) < 0) firstRow = rowAt(end, id);
    }
    idCount += 1;
    insertInOrder(found, { id, start, count: end - start, firstRow }, most, compare);
  }
  return {
    idCount,
    mostFrequent: found.map(({ id, start, count: own }) => ({
      id,
      rows: Array.from({ length: own }, (_, index) => rowAt(start + index, id)),
    })),
  };
}

/** The first few of some OOPSes, in order. */
export function findFirst(table: OopsTable, rows: readonly number[], most: number): number[] {
  const found: number[] = [];
  for (const row of rows) insertInOrder(found, row, most, table.compareRows);
  return found;
}

/** Puts an item in its place among the first `most`, where it is one of them. */
function insertInOrder<T>(found: T[], item: T, most: number, compare: (a: T, b: T) => number): void {
  const last = found[most - 1];
  if (last !== undefined && compare(item, last) > 0) return;
  const place = found.findIndex((other) => compare(item, other) < 0);
  found.splice(place < 0 ? found.length : place, 0, item);
  if (found.length > most) found.pop();
}
