import type { DiscardTally } from '../../analysis/discards.js';
import type { SourceKind } from '../../store/records.js';
import type { HeldBackLog } from '../../store/snapshot.js';

/**
 * How the data stands as plain data: `--format json` prints it as it is. Times are ISO 8601 UTC with milliseconds, lengths of
 * time seconds.
 */
export interface StatusReport {
  readonly kind: 'status';
  /** When it was asked. */
  readonly at: string;
  readonly oopses: number;
  /** Of the last OOPS; null when there is none. */
  readonly lastTime: string | null;
  /** What was written before it is known; null when nothing was ever read. */
  readonly observedUntil: string | null;
  /** From there to now. */
  readonly lagSeconds: number | null;
  /** How large that may be; null where nobody said. */
  readonly maxLagSeconds: number | null;
  /** Whether it is larger, or nothing was ever read; null where nobody said how large it may be. */
  readonly isLate: boolean | null;
  /** By path. */
  readonly sources: readonly SourceStatus[];
  /** Files and lines that could not be read. */
  readonly rejects: number;
  /** Events that were said to be thrown away, ever. */
  readonly discarded: number;
  /** Those of the last 24 h by who threw them away; the most first. */
  readonly discardedLately: readonly DiscardTally[];
  /** The outages that have an open window, by start. */
  readonly openWindows: readonly string[];
  /** The same with since when. */
  readonly openOutages: readonly OpenOutage[];
  /** Null where nobody can say, as of a database in memory. */
  readonly databaseBytes: number | null;
  /** A log beside the database that has grown large because somebody reads an old state; null: none has. */
  readonly heldBackLog: HeldBackLog | null;
}

/** How fresh what a source holds is. */
export interface SourceStatus {
  readonly path: string;
  readonly kind: SourceKind;
  /** When it was last read in full. */
  readonly lastReadAt: string;
  /** What was written to it before is known; null where nobody can say, as of single reports. */
  readonly knownUntil: string | null;
  /** From there to now. */
  readonly lagSeconds: number | null;
  /** Whether it is why nothing later is known at all: no other is known less far. */
  readonly holdsBack: boolean;
  /** Whether it is known only until it was written, because nobody has seen it grow: an export that may have ended. */
  readonly isAsWritten: boolean;
}

/** An outage with a window that nobody has closed. */
export interface OpenOutage {
  readonly outage: string;
  /** Of the first such window. */
  readonly start: string;
  /** Whether it has been open for so long that nothing more is attributed to it: somebody must have forgotten it. */
  readonly isForgotten: boolean;
}
