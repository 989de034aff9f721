/** A group, which is all rows of one mark: its number, and the time of its rows together. */
export interface MarkTotal {
  readonly number: number;
  readonly total: number;
}

/** Stands in place of the time of a group that has been taken. */
const TAKEN = -1;

/**
 * Sums times by marks of 32 bits: a map without an object for each entry, because a report has hundreds of rows and there
 * are a million reports. Groups are numbered in the order in which their marks came.
 */
export class MarkTotals {
  #count = 0;
  #marks = new Int32Array(64);
  #totals = new Float64Array(64);
  /**
   * A hash table of as many places as a power of two. A group stands where the hash of its mark leads, or at the next free
   * place behind, as its number plus 1; 0 is a free place.
   */
  #slots = new Int32Array(256);

  clear(): void {
    this.#count = 0;
    this.#slots.fill(0);
  }

  /** Adds to the time of a mark and returns the number of its group. */
  add(mark: number, time: number): number {
    const slot = this.#slotOf(mark);
    const group = (this.#slots[slot] as number) - 1;
    if (group >= 0) {
      this.#totals[group] = (this.#totals[group] as number) + time;
      return group;
    }
    const added = this.#count++;
    if (added === this.#marks.length) this.#grow();
    this.#marks[added] = mark;
    this.#totals[added] = time;
    this.#slots[this.#slotOf(mark)] = added + 1;
    return added;
  }

  /** Takes out the group with the most time, of equals the first; undefined when all have been taken. */
  takeLargest(): MarkTotal | undefined {
    let number = 0;
    for (let group = 1; group < this.#count; group++) {
      if ((this.#totals[group] as number) > (this.#totals[number] as number)) number = group;
    }
    const total = this.#count === 0 ? TAKEN : (this.#totals[number] as number);
    if (total === TAKEN) return undefined;
    this.#totals[number] = TAKEN;
    return { number, total };
  }

  /** The place of the mark's group in the table, or the free place where it is to be put. */
  #slotOf(mark: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    const hash = Math.imul(mark, 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & last;
    for (let group = slots[slot] as number; group !== 0; group = slots[slot] as number) {
      if (this.#marks[group - 1] === mark) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  /** Doubles everything, so that at most a quarter of the slots is ever in use. */
  #grow(): void {
    const [marks, totals] = [this.#marks, this.#totals];
    this.#marks = new Int32Array(marks.length * 2);
    this.#totals = new Float64Array(marks.length * 2);
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#marks.set(marks);
    this.#totals.set(totals);
    for (const [group, mark] of marks.entries()) this.#slots[this.#slotOf(mark)] = group + 1;
  }
}
