import type { Verdict } from '../../analysis/verdict.js';

/**
 * All outages of a period and how they went, as plain data: `--format json` prints it as it is. Times are ISO 8601 UTC
 * with milliseconds, durations seconds, days and months those of UTC.
 */
export interface OutageRegister {
  readonly kind: 'outages';
  /** The period asked for: outages that began in it. */
  readonly from: string;
  readonly to: string;
  readonly observedUntil: string;
  /** The newest first. */
  readonly outages: readonly RegisteredOutage[];
  readonly total: Trend;
  /** The newest first; a month without an outage is left out. */
  readonly months: readonly (Trend & { readonly month: string })[];
  /** The days with downtime, the newest first. */
  readonly days: readonly {
    readonly date: string;
    readonly downtimeSeconds: number;
    readonly outages: number;
  }[];
  /** The systems that misbehaved, most often first; then by name. */
  readonly systems: readonly RegisteredSystem[];
}

export interface RegisteredOutage {
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly durationSeconds: number | null;
  readonly budgetSeconds: number;
  /** Null while the outage lasts. */
  readonly withinBudget: boolean | null;
  /** Null where no deployment log tells. */
  readonly overheadSeconds: number | null;
  readonly verdict: Verdict;
  readonly systemCount: number;
  readonly notAsExpected: readonly string[];
  /** OOPSes that belong to its windows. */
  readonly stormSize: number;
  /** The longest recovery of its systems; null where none is known. */
  readonly worstLagSeconds: number | null;
  /** What the schedule does not allow, a sentence each. */
  readonly scheduleFaults: readonly string[];
}

/** What several outages amount to. A figure of no outage is null. */
export interface Trend {
  readonly outages: number;
  readonly medianSeconds: number | null;
  readonly worstSeconds: number | null;
  readonly medianOverheadSeconds: number | null;
  readonly medianLagSeconds: number | null;
  readonly worstLagSeconds: number | null;
  readonly downtimeSeconds: number;
  readonly overBudget: number;
  readonly asExpected: number;
  readonly notAsExpected: number;
  /** Of those that could be judged, between 0 and 1. */
  readonly shareAsExpected: number | null;
  readonly offSchedule: number;
}

export interface RegisteredSystem {
  readonly system: string;
  readonly notAsExpected: number;
  /** The outages that held it. */
  readonly outages: number;
}
