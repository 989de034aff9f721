/** Wakes who waits. */
export interface Bell {
  ring(): void;
  /** Waits until it is rung, at most so many milliseconds. What it was rung for before does not count. */
  wait(milliseconds: number): Promise<void>;
}

/** Makes a bell for one who waits. */
export function createBell(sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>): Bell {
  let waiting: AbortController | null = null;
  return {
    ring: () => waiting?.abort(),
    async wait(milliseconds) {
      waiting = new AbortController();
      await sleep(milliseconds, waiting.signal).catch(() => {});
      waiting = null;
    },
  };
}
