import type { Verdict } from '../../analysis/verdict.js';
import type { StatusReport } from '../status/status.js';

/**
 * What somebody wants to know first: whether the data are fresh, what lasts, how the last outages went, and how many OOPSes there are
 * of yesterday and today. Plain data: the JSON of the first page.
 */
export interface HomeReport
  extends Pick<StatusReport, 'at' | 'oopses' | 'observedUntil' | 'lagSeconds' | 'rejects' | 'openOutages'> {
  readonly kind: 'home';
  /** The last ones that have begun, the newest first. */
  readonly outages: readonly LatestOutage[];
  /** Outages that are planned and still to come, the next one first. */
  readonly plannedOutages: readonly PlannedOutage[];
  /** Yesterday and today. */
  readonly days: readonly HomeDay[];
  /** Storms of those days that no window covers, the newest first. */
  readonly unrecordedStorms: readonly HomeStorm[];
}

export interface LatestOutage {
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly verdict: Verdict;
  /** What decided it, in a sentence. */
  readonly summary: string;
}

export interface PlannedOutage {
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
}

/** A day of the config's time zone. */
export interface HomeDay {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  /** All systems, and then each group of the config. */
  readonly groups: readonly HomeGroup[];
}

/** reported + suppressed = total, as in the day's summary. */
export interface HomeGroup {
  /** Null: all systems. */
  readonly group: string | null;
  readonly total: number;
  readonly reported: number;
  readonly suppressed: number;
}

export interface HomeStorm {
  readonly start: string;
  readonly end: string;
  readonly systems: readonly string[];
  readonly count: number;
}
