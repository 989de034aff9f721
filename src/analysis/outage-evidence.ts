import type { During } from '../config/config.js';
import type { Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/outage-window.js';
import type { Interval } from '../time/interval.js';
import type { Relation } from './attribution.js';
import type { Observation } from './observation.js';
import type { HoldingWindow } from './window-scope.js';

/** One OOPS as a check sees it. */
export interface Sighting {
  readonly oopsId: string;
  /** Milliseconds since the Unix epoch, UTC; never inexact. */
  readonly time: number;
  readonly type: string | null;
  readonly signature: Signature;
  /** It matches its system's expected failures. Always false for systems that an outage does not affect. */
  readonly isOutageFailure: boolean;
  /** It matches `toleratedFailures`. */
  readonly isTolerated: boolean;
  /** A summary of its system lists it in the section Exceptions. */
  readonly isException: boolean;
  /** Names the URL and the user in this store; null where the report had none. */
  readonly urlId: number | null;
  readonly userId: number | null;
  readonly isRobot: boolean;
}

/** An OOPS that belongs to a window of the outage. */
export interface AttributedSighting extends Sighting {
  readonly window: OutageWindow;
  readonly relation: Relation;
}

/** How often an exception was seen in a system's baseline. */
export interface BaselineCount {
  readonly type: string | null;
  readonly signature: Signature;
  readonly isOutageFailure: boolean;
  readonly count: number;
}

/** What a system did in the outages before this one. */
export interface EarlierDowntime {
  /** Expected failures seen during the earlier downtime windows that hold the system. */
  readonly expected: number;
  /** The length of those windows, in seconds. */
  readonly seconds: number;
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
  readonly baseline: readonly Interval[];
  readonly baselineCounts: readonly BaselineCount[];
  /** OOPSes that belong to those windows, by time. */
  readonly attributed: readonly AttributedSighting[];
  /** Null while a window is open. */
  readonly observation: Observation | null;
  /** Every OOPS of the system from `end` to the end of the observation, by time. */
  readonly afterwards: readonly Sighting[];
  /** The system's Exceptions, outage failures left out, first seen since `start` and not in the 30 days before. */
  readonly newSightings: readonly Sighting[];
  readonly earlier: EarlierDowntime;
}

/** All that is known around one outage, up to `observedUntil`. */
export interface OutageEvidence {
  readonly outage: string;
  readonly systems: readonly SystemEvidence[];
  readonly observedUntil: number;
}

/** Why a check decided as it did. */
export interface Evidence {
  /** In words and numbers, for people. */
  readonly text: string;
  /** The test that decided; null where none was needed. */
  readonly test: TestResult | null;
  /** A few OOPSes to look at. */
  readonly oopsIds: readonly string[];
}

/** A statistical test's outcome. */
export interface TestResult {
  readonly name: 'Poisson' | 'conditional binomial';
  readonly pValue: number;
  /** Adjusted for the tests of the same kind in the same report (Benjamini–Hochberg); this is what meets `threshold`. */
  readonly adjustedPValue: number;
  readonly threshold: number;
}
