import type { RowAccount, TestResult } from '../../../analysis/evidence.js';
import type { FailureVerdict } from '../../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../../analysis/recovery/recovery-row.js';
import type { Verdict } from '../../../analysis/verdict.js';
import type { Phase } from '../../../outages/window.js';
import type { ReportedWindow } from '../../windows.js';
import type { ReportedSystem } from '../outage-report.js';

/**
 * The whole way to the verdict on one system of an outage, as plain data: what it is compared with, every row of both
 * checks that was asked, and what follows. Times are ISO 8601 UTC with milliseconds, durations seconds.
 */
export interface OutageExplanation {
  readonly kind: 'outage-explanation';
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly observedUntil: string;
  readonly system: string;
  /** The outage's windows that hold it, by start. */
  readonly windows: readonly ReportedWindow[];
  readonly compared: ComparedStretches;
  readonly requests: number;
  readonly discards: number;
  readonly discardedBy: ReportedSystem['discardedBy'];
  readonly failure: {
    readonly verdict: FailureVerdict;
    /** The phase that decided. */
    readonly phase: Phase;
    readonly test: TestResult | null;
    /** Each phase that was judged, in the order of judging. */
    readonly phases: readonly { readonly phase: Phase; readonly rows: readonly RowAccount[] }[];
  };
  readonly recovery: {
    readonly verdict: RecoveryVerdict;
    readonly test: TestResult | null;
    readonly rows: readonly RowAccount[];
    readonly laterRise: ReportedSystem['recovery']['laterRise'];
    readonly missingReporters: readonly string[];
  };
  readonly worthALook: ReportedSystem['worthALook'];
  readonly verdict: Verdict;
  /** Why the two checks make that verdict, in a sentence. */
  readonly conclusion: string;
  /** A downtime window of the outage holds it, and should touch it: then it counts for the outage's share. */
  readonly mustFail: boolean;
  readonly outageVerdict: Verdict;
  /** How many of the systems that count are as expected, and what share of them is needed, from 0 to 1. */
  readonly share: { readonly shown: number; readonly asked: number; readonly needed: number };
  /** What it means for the verdict on the outage, in a sentence or two. */
  readonly part: string;
}

/** The stretches of time that a system is judged by, and what was seen in them; null where there is no such stretch. */
export interface ComparedStretches {
  /** Less than an hour of it is no baseline. */
  readonly baseline: StretchCounts;
  readonly justBefore: StretchCounts | null;
  readonly observation: WatchedCounts | null;
  readonly followUp: WatchedCounts | null;
}

export interface StretchCounts {
  readonly seconds: number;
  readonly oopses: number;
  /** Those of them that the outage causes. */
  readonly outageFailures: number;
}

export interface WatchedCounts extends StretchCounts {
  readonly start: string;
  readonly end: string;
  /** What ended it early: the next window that holds the system, or the end of what has been read; else null. */
  readonly cutBy: 'window' | 'observed-until' | null;
}
