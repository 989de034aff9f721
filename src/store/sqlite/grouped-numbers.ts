/** So many numbers are expected at first. */
const FEW = 1024;

/** What is known of each number, group by group. */
export interface Grouped<T> {
  readonly sorted: T;
  /** Where each group begins in it, and the last ends. */
  readonly edges: Int32Array;
}

/**
 * Which whole numbers, such as rows, belong to which group, while they come in any order. There can be a million of them: they are
 * kept one after the other, and what is known of them is put together group by group at the end. A list for each group would be
 * copied again and again as it grows, and to look numbers up group by group would go all over the memory for each.
 */
export class GroupedNumbers {
  #numbers = new Int32Array(FEW);
  /** The group of each. */
  #groups = new Int32Array(FEW);
  #length = 0;
  /** How many each group has. */
  readonly #counts: number[] = [];

  /** Begins a group, and returns its place: that of the first is 0. */
  open(): number {
    return this.#counts.push(0) - 1;
  }

  add(group: number, number: number): void {
    if (this.#length === this.#numbers.length) {
      this.#numbers = twiceAsLong(this.#numbers);
      this.#groups = twiceAsLong(this.#groups);
    }
    this.#numbers[this.#length] = number;
    this.#groups[this.#length] = group;
    this.#length += 1;
    this.#counts[group] = (this.#counts[group] ?? 0) + 1;
  }

  /** All numbers, as they came. */
  all(): Int32Array {
    return this.#numbers.subarray(0, this.#length);
  }

  /** How many numbers a group has. */
  countOf(group: number): number {
    return this.#counts[group] ?? 0;
  }

  /**
   * Puts what is known of each number together group by group, in each as they came.
   *
   * @param entries one of each number, in the order of `all`
   */
  sort<T extends Int32Array | Float64Array>(entries: T): Grouped<T> {
    const sorted = entries.slice() as T;
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
    return { sorted, edges };
  }

  /** The same: gives what is known of the numbers of a group. */
  byGroup<T extends Int32Array | Float64Array>(entries: T): (group: number) => T {
    const { sorted, edges } = this.sort(entries);
    return (group) => sorted.subarray(edges[group], edges[group + 1]) as T;
  }
}

function twiceAsLong(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
