import type { AttributionSettings, During, VerdictSettings } from '../config/config.js';
import type { Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/window.js';
import { type Interval, subtract, totalLength } from '../time/interval.js';
import type { Relation } from './attribution.js';
import { type HoldingWindow, windowReach } from './window-scope.js';

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
  /** It matches `neverSuppress`: the normal report keeps it. */
  readonly isNeverSuppressed: boolean;
  /** A summary of its system lists it in the section Exceptions. */
  readonly isException: boolean;
  /** Equal where the URLs, and the users, are; null where the report had none. */
  readonly urlMark: number | null;
  readonly userMark: number | null;
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

/** Less than this is no baseline: what an hour did not show says little about the next. In milliseconds. */
const SHORTEST_BASELINE = 3_600_000;

/**
 * The stretches before an outage that show how a system usually fails: the 24 hours (a setting) before `start` − τ,
 * less every stretch in which a window holds the system, with its τ and γ, and less what lies before the first OOPS of
 * the whole store, for nobody was listening then.
 *
 * @param start the earliest start of the outage's windows that hold the system
 * @param holding every window, of whatever outage, that holds the system
 * @param firstOopsAt null when the store is empty
 */
export function baselineIntervals(
  start: number,
  holding: readonly HoldingWindow[],
  firstOopsAt: number | null,
  settings: { readonly attribution: AttributionSettings; readonly verdict: VerdictSettings },
): Interval[] {
  const end = start - settings.attribution.clockTolerance;
  if (firstOopsAt === null || firstOopsAt >= end) return [];
  const whole = { start: Math.max(end - settings.verdict.baseline, firstOopsAt), end };
  const { recoveryGrace, openWindowCap, clockTolerance } = settings.attribution;
  const longest = Math.max(openWindowCap, clockTolerance + recoveryGrace);
  const reaches = holding
    .filter(({ window }) => window.start - clockTolerance < whole.end)
    // Of ten thousand windows only those of the day are looked at closely.
    .filter(({ window }) => (window.end ?? window.start) + longest > whole.start)
    .map(({ window }) => windowReach(window, settings.attribution));
  return subtract(whole, reaches);
}

/** Whether the stretches are long enough together for a test. */
export function isSufficient(baseline: readonly Interval[]): boolean {
  return totalLength(baseline) >= SHORTEST_BASELINE;
}

/** The stretch after an outage in which a system must show that it recovered. */
export interface Observation {
  /** What could be watched; empty (`end` = `start`) when nothing could. */
  readonly interval: Interval;
  /** What can be watched once it has been read: up to the next window that holds the system. */
  readonly wanted: Interval;
  /** What ended it early: the next window that holds the system, or the end of what has been read; else null. */
  readonly cutBy: 'window' | 'observed-until' | null;
}

/**
 * [end + τ + γ, and 30 minutes (a setting) on), cut where the reach of another outage's window on the same system
 * begins, and at `observedUntil`, past which nothing has been read.
 *
 * @param end the latest end of the outage's windows that hold the system
 * @param others the windows of other outages that hold the system
 */
export function observe(
  end: number,
  others: readonly HoldingWindow[],
  observedUntil: number,
  settings: { readonly attribution: AttributionSettings; readonly verdict: VerdictSettings },
): Observation {
  const start = end + settings.attribution.clockTolerance + settings.attribution.recoveryGrace;
  let wanted = { start, end: start + settings.verdict.observation };
  let cutBy: Observation['cutBy'] = null;
  for (const { window } of others) {
    const reach = windowReach(window, settings.attribution);
    if (reach.end <= start || reach.start >= wanted.end) continue;
    wanted = { start, end: Math.max(start, reach.start) };
    cutBy = 'window';
  }
  if (observedUntil >= wanted.end) return { interval: wanted, wanted, cutBy };
  return { interval: { start, end: Math.max(start, observedUntil) }, wanted, cutBy: 'observed-until' };
}
