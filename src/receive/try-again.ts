import type { UserError } from '../user-error.js';

/** For how long something is tried, and what it is told. */
export interface Patience {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** In milliseconds. */
  readonly giveUpAfter: number;
  /** Aborted when the program is to stop: nothing is tried again then. */
  readonly stop: AbortSignal;
  readonly onRemark: (remark: string) => void;
}

/** Between two tries, in milliseconds: twice as long each time, up to the longest. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;

/**
 * Does work that can fail for a while, such as while a disk is full, until it is done, or patience is at its end: then what
 * `explain` says of it is thrown. The first failure is a remark.
 *
 * @param explain undefined for an error that does not pass, which is thrown at once
 */
export async function tryAgain<T>(
  work: () => Promise<T>,
  explain: (error: unknown) => UserError | undefined,
  { now, sleep, giveUpAfter, stop, onRemark }: Patience,
): Promise<T> {
  const startedAt = now();
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await work();
    } catch (error) {
      const told = explain(error);
      if (!told) throw error;
      if (stop.aborted || now() - startedAt >= giveUpAfter) throw told;
      if (wait === FIRST_WAIT) onRemark(`${told.message} Trying again.`);
      await sleep(wait, stop).catch(() => {});
    }
  }
}
