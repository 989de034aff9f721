import type { IntakeFigures } from '../../receive/intake.js';

/** How an ingest runs that goes on until it is stopped, as plain data. Times are milliseconds since the Unix epoch, UTC. */
export interface LiveStatus {
  readonly at: number;
  readonly intakes: readonly IntakeStatus[];
  readonly process: ProcessUse;
  /** Of the program. */
  readonly version: string;
}

/** A way in, and what it has done since it was started. */
export interface IntakeStatus {
  readonly name: string;
  readonly figures: Readonly<IntakeFigures>;
  /** What its spool takes on disk; null where it has none, or nobody could say. */
  readonly spoolBytes: number | null;
}

/** What a process takes, and what runs it. */
export interface ProcessUse {
  readonly startedAt: number;
  /** Bytes that are in memory. */
  readonly residentBytes: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  readonly nodeVersion: string;
}

/** How long ago a way in had loaded all that had arrived, in seconds; null: it never had. */
export function lagOf({ caughtUpAt }: Pick<IntakeFigures, 'caughtUpAt'>, now: number): number | null {
  return caughtUpAt === null ? null : Math.max(0, now - caughtUpAt) / 1000;
}
