import { lowerBound } from '../../../lower-bound.js';
import type { Interval } from '../../../time/interval.js';

/** Finds which of some sorted intervals with no moment in common holds a time, in whole milliseconds. */
export class IntervalIndex {
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;
  /** Neighbours in a block are often neighbours in time. */
  #last = 0;

  constructor(intervals: readonly Interval[]) {
    this.#starts = Float64Array.from(intervals, ({ start }) => start);
    this.#ends = Float64Array.from(intervals, ({ end }) => end);
  }

  /** The place of the interval that holds a time; -1 for none. */
  of(time: number): number {
    const last = this.#last;
    if (time >= (this.#starts[last] as number) && time < (this.#ends[last] as number)) return last;
    this.#last = lowerBound(this.#ends, time + 1);
    return time >= (this.#starts[this.#last] as number) ? this.#last : -1;
  }
}
