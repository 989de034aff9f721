import type { Interval } from '../../../time/interval.js';

/** A stretch of a picture's width, in percent. */
export interface Across {
  readonly left: number;
  readonly right: number;
}

/** Where a value lies, in percent across or in pixels down. */
export type Scale = (value: number) => number;

/**
 * Places moments across; those outside of the span lie on its edges.
 *
 * @example
 * scaleTime({ start: 0, end: 1000 }, { left: 10, right: 20 })(500); // 15
 */
export function scaleTime({ start, end }: Interval, { left, right }: Across): Scale {
  const length = Math.max(1, end - start);
  return (at) => left + ((right - left) * (Math.min(Math.max(at, start), end) - start)) / length;
}

/** Places values above zero in such a way that each factor takes the same room. */
export function scaleFactors(low: number, high: number, from: number, to: number): Scale {
  const room = Math.log(high) - Math.log(low);
  return (value) => from + ((to - from) * (Math.log(value) - Math.log(low))) / room;
}
