import { setImmediate as nextTurn } from 'node:timers/promises';

/** How many steps are taken before others may act, such as what listens to signals. */
const STEPS_AT_ONCE = 16;

/**
 * Makes what is asked at every step: now and then it lets others act, which is to be awaited, and it throws the reason once it is to
 * stop.
 *
 * @param enough after steps of so much weight together others may act
 * @returns takes the weight of a step, 1 by default; undefined: there is nothing to be awaited
 */
export function createPause(
  signal?: AbortSignal,
  enough = STEPS_AT_ONCE,
): (weight?: number) => Promise<void> | undefined {
  let sum = 0;
  return (weight = 1) => {
    signal?.throwIfAborted();
    sum += weight;
    if (sum < enough) return undefined;
    sum = 0;
    return nextTurn().then(() => signal?.throwIfAborted());
  };
}
