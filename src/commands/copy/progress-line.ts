import { formatDuration } from '../../time/duration.js';

/** Before a second is over a rate means nothing. */
const LEAST_TIME = 1000;

/**
 * Puts how far a copy is into a line: how many OOPSes are there, how fast, and how long the rest takes at that rate.
 *
 * @example
 * const describe = createCopyLine(clock);
 * describe(5000, 20_000); // '5000 of 20000 OOPSes'
 * describe(15_000, 20_000); // 2 s later: '15000 of 20000 OOPSes  5000/s  1 s left'
 */
export function createCopyLine(now: () => number): (done: number, all: number) => string {
  let first: { readonly at: number; readonly done: number } | null = null;
  return (done, all) => {
    first ??= { at: now(), done };
    const elapsed = now() - first.at;
    const rate = elapsed < LEAST_TIME ? 0 : ((done - first.done) * 1000) / elapsed;
    const line = `${done} of ${all} OOPSes`;
    if (rate === 0 || done >= all) return line;
    return `${line}  ${Math.round(rate)}/s  ${formatDuration(Math.ceil((all - done) / rate) * 1000)} left`;
  };
}
