import { setImmediate as nextTurn } from 'node:timers/promises';

/** How many steps are taken before others may act, such as what listens to signals. */
const STEPS_AT_ONCE = 16;

/**
 * Makes what is awaited at every step: it lets others act now and then, after a long step (`wasLong`) at once, and throws
 * the reason once it is to stop.
 */
export function createPause(signal?: AbortSignal): (wasLong?: boolean) => Promise<void> {
  let count = 0;
  return async (wasLong = false) => {
    if (++count % STEPS_AT_ONCE === 0 || wasLong) await nextTurn();
    signal?.throwIfAborted();
  };
}
