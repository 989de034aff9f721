/** Wakes somebody who waits. */
export interface WakeUp {
  /** Ends the waiting, or the next one before it begins. */
  wake(): void;
  /** Waits until woken, at most so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** Makes one. */
export function createWakeUp(sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>): WakeUp {
  let isWoken = false;
  let sleeping: AbortController | null = null;

  return {
    wake() {
      isWoken = true;
      sleeping?.abort();
    },
    async wait(milliseconds) {
      if (!isWoken && milliseconds > 0) {
        sleeping = new AbortController();
        await sleep(milliseconds, sleeping.signal).catch(() => {});
        sleeping = null;
      }
      isWoken = false;
    },
  };
}
