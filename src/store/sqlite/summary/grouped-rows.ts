/** So many rows are expected at first. */
const FEW = 1024;

/**
 * Which rows belong to which group, while they come in any order. There can be a million of them: they are kept as plain numbers,
 * one after the other, and what is known of them is put together group by group at the end. A list for each group would be
 * copied again and again as it grows, and to look rows up group by group would go all over the memory for each.
 */
export class GroupedRows {
  #rows = new Int32Array(FEW);
  /** The group of each row. */
  #groups = new Int32Array(FEW);
  #length = 0;
  /** How many rows each group has. */
  readonly #counts: number[] = [];

  /** Begins a group, and returns its place: that of the first is 0. */
  open(): number {
    return this.#counts.push(0) - 1;
  }

  add(group: number, row: number): void {
    if (this.#length === this.#rows.length) {
      this.#rows = twiceAsLong(this.#rows);
      this.#groups = twiceAsLong(this.#groups);
    }
    this.#rows[this.#length] = row;
    this.#groups[this.#length] = group;
    this.#length += 1;
    this.#counts[group] = (this.#counts[group] ?? 0) + 1;
  }

  /** All rows, as they came. */
  all(): Int32Array {
    return this.#rows.subarray(0, this.#length);
  }

  /** How many rows a group has. */
  countOf(group: number): number {
    return this.#counts[group] ?? 0;
  }

  /**
   * What is known of each row, group by group: gives what is known of the rows of a group, as they came.
   *
   * @param entries one of each row, in the order of `all`
   */
  byGroup<T extends Int32Array | Float64Array>(entries: T): (group: number) => T {
    const sorted = entries.slice();
    /** Where each group begins, and the last ends. */
    const edges = new Int32Array(this.#counts.length + 1);
    this.#counts.forEach((count, group) => {
      edges[group + 1] = (edges[group] as number) + count;
    });
    const places = edges.slice();
    for (let at = 0; at < this.#length; at++) {
      const group = this.#groups[at] as number;
      const place = places[group] as number;
      sorted[place] = entries[at] as number;
      places[group] = place + 1;
    }
    return (group) => sorted.subarray(edges[group], edges[group + 1]) as T;
  }
}

function twiceAsLong(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
