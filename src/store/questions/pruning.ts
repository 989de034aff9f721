import type { Interval } from '../../time/interval.js';
import type { KeptFile } from '../kept.js';

/** Which OOPSes are to be deleted: those that happened before a moment, but for what stays. */
export interface PruneQuestion {
  /** Milliseconds since the Unix epoch. Of an inexact time the whole day must be over by then. */
  readonly before: number;
  /** All of that time but for what stays as a whole: sorted, and apart from one another. */
  readonly stretches: readonly Interval[];
  /** The keys of ids that stay wherever they lie: see `keyOfName`. */
  readonly kept: ReadonlySet<string>;
}

/** What a prune would do. */
export interface Prunable {
  /** How many OOPSes would be deleted. */
  readonly oopses: number;
  /** When the first and the last of them happened; null where there is none. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  /** How many of those before the moment stay because they lie in no stretch. */
  readonly outside: number;
  /** How many lie in one and stay because of their ids. */
  readonly referenced: number;
  /** How many files in folders of days hold what would be deleted, and nothing else; null where nobody asked. */
  readonly files: number | null;
}

/** An OOPS that is about to be deleted, and the files that hold it. */
export interface PrunedOops {
  readonly id: string;
  readonly files: readonly PrunedFile[];
}

/** A file that holds it. */
export interface PrunedFile extends KeptFile {
  /** It holds others too, such as a log. */
  readonly isExport: boolean;
}

/** How a prune is done. */
export interface PruneOptions {
  /** Aborted: it stops between two batches. */
  readonly signal?: AbortSignal;
  /**
   * Asked of each OOPS just before it goes; false: it stays. What this does of its own, such as to delete files, is done twice when
   * the program is killed before the store has kept that the OOPS is gone.
   */
  readonly release?: (oops: PrunedOops) => boolean;
  /** Told how many are deleted by now. */
  readonly onProgress?: (deleted: number) => void;
  /** How many are deleted at once: they go together or not at all. */
  readonly atOnce?: number;
}

/** What a prune did. */
export interface Pruned {
  readonly deleted: number;
  /** Bytes that the database takes less on disk than before; 0 where it takes more, or nobody may know. */
  readonly bytesFreed: number;
  /** Bytes of it that are empty, and taken by what is loaded next; 0 where the engine has no such. */
  readonly bytesEmpty: number;
  /** Whether what was deleted takes its room until a later prune gives it back. */
  readonly isFreedLater: boolean;
}
