import type { OopsWriter } from '../writing/oops-writer.js';

/** Writes in transactions that hold much. */
export interface LoadTransaction {
  /**
   * Does work that writes. When it throws, the whole transaction is undone.
   *
   * @param files how many files it stores
   */
  write<T>(files: number, work: () => T): T;
  /** Makes all of it last. */
  commit(): void;
}

/**
 * How many files a transaction has at most, and how many milliseconds after its beginning it ends. An index of a million
 * random ids is written page by page: the more rows a transaction has, the fewer pages each of them costs. But what
 * it has is lost when the process is killed, and others who want to write have to wait for its end.
 */
const TRANSACTION_FILES = 50_000;
const TRANSACTION_MILLISECONDS = 3000;

/** Makes the writing, which begins a transaction with what is written first. */
export function createLoadTransaction(writer: OopsWriter, clock: () => number): LoadTransaction {
  let isOpen = false;
  let beganAt = 0;
  let stored = 0;

  function begin(): void {
    if (isOpen) return;
    writer.begin();
    isOpen = true;
    beganAt = clock();
  }

  function commit(): void {
    if (isOpen) writer.commit();
    isOpen = false;
    stored = 0;
  }

  return {
    write(files, work) {
      begin();
      stored += files;
      try {
        return work();
      } catch (error) {
        isOpen = false;
        writer.rollBack();
        throw error;
      } finally {
        if (stored >= TRANSACTION_FILES || clock() - beganAt >= TRANSACTION_MILLISECONDS) commit();
      }
    },
    commit,
  };
}
