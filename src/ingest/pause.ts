import { setImmediate as nextTurn } from 'node:timers/promises';

/** How many steps are taken before others may act, such as what listens to signals. */
const STEPS_AT_ONCE = 16;

/** Makes what is awaited at every step: it lets others act now and then, and throws the reason once it is to stop. */
export function createPause(signal?: AbortSignal): () => Promise<void> {
  let count = 0;
  return async () => {
    if (++count % STEPS_AT_ONCE === 0) await nextTurn();
    signal?.throwIfAborted();
  };
}
