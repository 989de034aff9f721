import type { During } from '../config/config.js';
import type { Cause, Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/window.js';
import type { Discard } from '../store/records.js';
import type { Told } from '../text/told.js';
import type { Interval } from '../time/interval.js';
import type { Relation } from './attribution.js';
import type { FollowUp, Observation } from './stretches.js';
import type { HoldingWindow } from './window-scope.js';

/** One OOPS as a check sees it. */
export interface Sighting {
  readonly oopsId: string;
  /** Milliseconds since the Unix epoch, UTC; never inexact. */
  readonly time: number;
  /** In upper case. */
  readonly reporter: string;
  readonly type: string | null;
  readonly signature: Signature;
  /** What it was raised from in the end; null where it says nothing of that. */
  readonly root: Cause | null;
  /** It matches its system's expected failures. Always false for systems that an outage does not affect. */
  readonly isOutageFailure: boolean;
  /** It matches `toleratedFailures`. */
  readonly isTolerated: boolean;
  /** It matches `neverSuppress`: the normal report keeps it. */
  readonly isNeverSuppressed: boolean;
  /** A summary of its system lists it in the section Exceptions. */
  readonly isException: boolean;
  /** Equal where the URLs, the users, and the topics, are; null where the report had none. */
  readonly urlMark: number | null;
  readonly userMark: number | null;
  readonly topicMark: number | null;
  readonly isRobot: boolean;
}

/** An OOPS that belongs to a window of the outage. */
export interface AttributedSighting extends Sighting {
  readonly window: OutageWindow;
  readonly relation: Relation;
}

/** An OOPS in the during-interval of a window of the outage that belongs to a window of another one. */
export interface SightingElsewhere {
  readonly sighting: Sighting;
  /** The outage that it belongs to. */
  readonly outage: string;
}

/** How often an exception was seen in a system's baseline. */
export interface BaselineCount {
  readonly type: string | null;
  readonly signature: Signature;
  readonly isOutageFailure: boolean;
  readonly count: number;
}

/** Counts of OOPSes in bins of one length: for each stretch of a baseline its bins, the last one first: see `binEdges`. */
export type BinCounts = readonly (readonly number[])[];

/** How a system usually fails: the day before the outage, without what windows and storms reach. */
export interface Baseline {
  readonly intervals: readonly Interval[];
  readonly counts: readonly BaselineCount[];
  /** Requests of outage failures. */
  readonly failureRequests: number;
  /** OOPSes in bins as long as the observation is set to be: all of them, and those that are no outage failures. */
  readonly bins: BinCounts;
  readonly ordinaryBins: BinCounts;
}

/** What was seen in the last two hours before an outage. */
export interface JustBefore {
  readonly lengthMs: number;
  readonly count: number;
  /** Those of them that are no outage failures. */
  readonly ordinary: number;
}

/** What one of the system's reporters wrote, OOPSes of any kind where nothing else is said. */
export interface ReporterCounts {
  /** In upper case. */
  readonly reporter: string;
  readonly baseline: number;
  /** Of the baseline, as long as the observation is set to be. */
  readonly bins: BinCounts;
  readonly justBefore: number;
  readonly observation: number;
  readonly followUp: number;
  /** OOPSes that are no outage failures in the same hours, in the order of `FollowUp.sameHours`. */
  readonly sameHours: readonly number[];
}

/** What was seen in the follow-up. */
export interface FollowUpCounts {
  readonly count: number;
  /** Those of them that are no outage failures. */
  readonly ordinary: number;
  /** OOPSes that are no outage failures in the same hours, in the order of `FollowUp.sameHours`. */
  readonly sameHours: readonly number[];
  /** The first three hours of the follow-up without the storms in them. */
  readonly firstHours: readonly Interval[];
  /** The outage failures in those, by time. */
  readonly late: readonly Sighting[];
  /** OOPSes that are no outage failures from after the last of them to the end of the three hours; 0 without one. */
  readonly ordinaryAfterLate: number;
}

/** How often a type, outage failures left out, was seen in bins of the baseline as long as a window's during-interval. */
export interface TypeBins {
  readonly window: OutageWindow;
  readonly type: string | null;
  readonly bins: BinCounts;
}

/** All that is known of one system around one outage. */
export interface SystemEvidence {
  readonly system: string;
  readonly during: During;
  /** The outage's windows that hold the system, by start; at least one. */
  readonly windows: readonly HoldingWindow[];
  /** The shutdown windows of other outages that hold the system. */
  readonly shutdownsElsewhere: readonly OutageWindow[];
  /** Earliest start and latest end of those of this outage; the end is null while one is open. */
  readonly start: number;
  readonly end: number | null;
  readonly baseline: Baseline;
  /** Null where less than an hour of the two remains. */
  readonly justBefore: JustBefore | null;
  /** Every reporter of the system that was heard in the baseline, the observation or the follow-up, by name. */
  readonly reporters: readonly ReporterCounts[];
  /** OOPSes that belong to those windows, by time. */
  readonly attributed: readonly AttributedSighting[];
  /** OOPSes in the during-intervals of those windows that belong to another outage, by time. */
  readonly elsewhere: readonly SightingElsewhere[];
  /** For each type and window that a background test needs. */
  readonly typeBins: readonly TypeBins[];
  /** Ordinary OOPSes in bins of the baseline as long as the downtime that is judged; empty where none is. */
  readonly downtimeBins: BinCounts;
  /** Null while a window is open. */
  readonly observation: Observation | null;
  /** Null while a window is open. */
  readonly followUp: FollowUp | null;
  readonly followUpCounts: FollowUpCounts | null;
  /** Every OOPS of the system from `end` to the end of the observation, by time. */
  readonly afterwards: readonly Sighting[];
  /** The system's Exceptions, outage failures left out, first seen since `start` and not in the 30 days before. */
  readonly newSightings: readonly Sighting[];
  /**
   * How many requests of expected failures it showed in each of its downtimes before this outage that were no longer than half as long
   * again and lie in the store in full. Empty where outage failures were seen in the downtime: nothing need be said of earlier ones then.
   */
  readonly earlierDowntimes: readonly number[];
  /** Of the system's reporters, from the first window to the end of the follow-up, by minute. */
  readonly discards: readonly Discard[];
}

/** All that is known around one outage, up to `observedUntil`. */
export interface OutageEvidence {
  readonly outage: string;
  readonly systems: readonly SystemEvidence[];
  /**
   * What was thrown away up to the end of the observation by reporters whose systems the outage's windows hold, but that
   * wrote nothing and that no config names: no verdict is on them.
   */
  readonly unheardDiscards: readonly Discard[];
  readonly observedUntil: number;
}

/** Why a check decided as it did, in words and numbers. */
export interface Evidence extends Told {
  /** The test that decided; null where none was needed. */
  readonly test: TestResult | null;
  /** A few OOPSes to look at. */
  readonly oopsIds: readonly string[];
}

/** A statistical test's outcome. */
export interface TestResult {
  readonly name: 'Poisson' | 'conditional binomial' | 'binomial' | 'Poisson binomial';
  readonly pValue: number;
  /** Adjusted for the tests of the same kind in the same report (Benjamini–Hochberg); this is what meets `threshold`. */
  readonly adjustedPValue: number;
  readonly threshold: number;
}

/** One row of a table, and what came of it, with why it did or did not decide: the way to a verdict is all of them in order. */
export interface RowAccount extends Told {
  /** What the row asks, in a few words. */
  readonly row: string;
  readonly decided: boolean;
}

/** What the test of a row would have found by itself, and did not once it was adjusted for the others of its kind. */
export interface WorthALook {
  /** The exception type; null where the row counts OOPSes of every type. */
  readonly type: string | null;
  /** The verdict, or the disposition, that it would have meant. */
  readonly of: string;
  readonly count: number;
  /** As it came, unadjusted. */
  readonly pValue: number;
}
