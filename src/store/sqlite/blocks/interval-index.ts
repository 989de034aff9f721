import { lowerBound } from '../../../lower-bound.js';
import { edgesOf, type Interval } from '../../../time/interval.js';

/** Finds which of some sorted intervals with no moment in common holds a time, in whole milliseconds. */
export class IntervalIndex {
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;
  /** The stretch that the last time lay in, and its answer: neighbours in a block are often neighbours in time. */
  #from = 0;
  #until = 0;
  #last = -1;

  constructor(intervals: readonly Interval[]) {
    this.#starts = edgesOf(intervals, 'start');
    this.#ends = edgesOf(intervals, 'end');
  }

  /** The place of the interval that holds a time; -1 for none. */
  of(time: number): number {
    if (time < this.#from || time >= this.#until) this.#find(time);
    return this.#last;
  }

  #find(time: number): void {
    const next = lowerBound(this.#ends, time + 1);
    const start = this.#starts[next] ?? Number.POSITIVE_INFINITY;
    const isInside = time >= start;
    this.#last = isInside ? next : -1;
    this.#from = isInside ? start : (this.#ends[next - 1] ?? Number.NEGATIVE_INFINITY);
    this.#until = isInside ? (this.#ends[next] as number) : start;
  }
}
