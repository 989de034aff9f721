import type { FailureVerdict } from '../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../analysis/recovery/recovery-row.js';
import type { Verdict } from '../../analysis/verdict.js';
import type { During } from '../../config/config.js';
import type { Phase } from '../../outages/window.js';

/**
 * One system: who reports for it, how it usually fails, and how it went through outages, as plain data: the JSON of its page. Times are
 * ISO 8601 UTC with milliseconds, durations seconds.
 */
export interface SystemReport {
  readonly kind: 'system';
  readonly system: string;
  /** The config names it; else it is a reporter that no system of the config claims. */
  readonly isConfigured: boolean;
  readonly observedUntil: string;
  /** What is expected of it while what it depends on is away. */
  readonly during: During;
  readonly expectedFailures: ExpectedFailures;
  /** By name. */
  readonly reporters: readonly SystemReporter[];
  readonly usual: UsualRates;
  /** How many OOPSes it had each of the last days, the oldest first, but for those of which only the day is known. */
  readonly days: readonly SystemDay[];
  /** The zone of the days. */
  readonly timezone: string;
  /** How many outages that have begun hold it; they are cut into pages, of which the first is 1. */
  readonly outageCount: number;
  readonly page: number;
  readonly pageCount: number;
  /** Those of the page, the newest first. */
  readonly outages: readonly SystemOutage[];
}

/** The failures that are expected of a system in an outage. */
export interface ExpectedFailures {
  /** The config has a list for this system alone; else the list of all systems serves. */
  readonly isOwn: boolean;
  /** Families of failures that are built in; `all` is every one of them. */
  readonly families: readonly string[];
  /** A value is a regular expression; null: any. */
  readonly modes: readonly { readonly type: string; readonly value: string | null }[];
}

export interface SystemReporter {
  readonly reporter: string;
  readonly count: number;
  /** Null where none of its OOPSes is left. */
  readonly lastTime: string | null;
  /** How many of them are of the day before `observedUntil`. */
  readonly lastDayCount: number;
}

/** How a system usually fails: the baseline that its checks would have in an outage that begins at `observedUntil`. */
export interface UsualRates {
  /** How long the baseline is: a day without what outages and storms reach. */
  readonly seconds: number;
  readonly count: number;
  /** The most frequent first. */
  readonly types: readonly UsualRate[];
}

export interface UsualRate {
  /** Null: no exception type. */
  readonly type: string | null;
  /** They match the expected failures. */
  readonly isOutageFailure: boolean;
  readonly count: number;
  readonly perHour: number;
  readonly perDay: number;
}

export interface SystemDay {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly count: number;
}

/** How a system went through an outage; verdicts are null where it was not heard around it, so that nothing is judged. */
export interface SystemOutage {
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  /** Null while it lasts. */
  readonly end: string | null;
  readonly judged: JudgedThere | null;
}

export interface JudgedThere {
  readonly phase: Phase;
  readonly verdict: Verdict;
  /** expected + background + unexpected: its OOPSes that belong to the outage's windows. */
  readonly failure: {
    readonly verdict: FailureVerdict;
    readonly expected: number;
    readonly background: number;
    readonly unexpected: number;
  };
  readonly recovery: { readonly verdict: RecoveryVerdict; readonly lagSeconds: number | null };
  /** Events that its reporters threw away: with any, counts are the least there were. */
  readonly discards: number;
}
