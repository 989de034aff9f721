import type { OutageReport } from '../outage/outage-report.js';

/** How an outage stands while it is watched, as plain data. Times are milliseconds since the Unix epoch, UTC. */
export interface WatchState {
  /** What its report says by now. */
  readonly report: OutageReport;
  readonly freshness: Freshness;
  readonly rates: Rates;
  /** When the last system has been watched for as long as it is to be; null while a window is open. */
  readonly watchedUntil: number | null;
}

/** Until when the data is known. */
export interface Freshness {
  /** What was written before is known; null when nothing was ever read. */
  readonly until: number | null;
  /** When the source that holds it back was read: only what is behind that too is late, and not what its delivery lag takes. */
  readonly readAt: number | null;
  /** That source; null where it is single reports. */
  readonly heldBackBy: string | null;
}

/** How much systems wrote of late, second by second. */
export interface Rates {
  /** The last second ends here. */
  readonly end: number;
  /** By name; the lists are equally long. */
  readonly systems: readonly SystemRates[];
}

export interface SystemRates {
  readonly system: string;
  readonly perSecond: readonly number[];
}
