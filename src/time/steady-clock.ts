/** No more than this passes at once, in milliseconds: a clock that jumps ahead has not waited. */
const LONGEST_STEP = 60_000;

/**
 * Makes a clock that only goes on, in milliseconds since it was made, of one that can be set: for what is to happen after
 * some time, however the clock of the machine jumps meanwhile.
 *
 * @param now the clock of the machine, in milliseconds since the Unix epoch
 */
export function createSteadyClock(now: () => number): () => number {
  let last = now();
  let passed = 0;
  return () => {
    const current = now();
    passed += Math.min(Math.max(0, current - last), LONGEST_STEP);
    last = current;
    return passed;
  };
}
