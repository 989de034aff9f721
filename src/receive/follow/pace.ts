/** Keeps something that takes long when there is much from taking more than a share of the time. */
export interface Pace {
  /** When it may be done again, on a steady clock, in milliseconds. */
  readonly readyAt: number;
  /** Takes from when to when it was done. */
  took(from: number, to: number): void;
}

/**
 * Makes one.
 *
 * @param share of the time that it may take, e.g. 0.2
 * @param least how many milliseconds lie between two beginnings at least
 */
export function createPace(share: number, least: number): Pace {
  let readyAt = Number.NEGATIVE_INFINITY;
  return {
    get readyAt() {
      return readyAt;
    },
    took(from, to) {
      readyAt = from + Math.max((to - from) / share, least);
    },
  };
}
