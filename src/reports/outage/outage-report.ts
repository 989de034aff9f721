import type { DiscardTally } from '../../analysis/discards.js';
import type { Disposition } from '../../analysis/disposition.js';
import type { TestResult, WorthALook } from '../../analysis/evidence.js';
import type { FailureVerdict } from '../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../analysis/recovery/recovery-row.js';
import type { Verdict } from '../../analysis/verdict.js';
import type { ClockMargin } from '../../evidence/clocks/clock-margin.js';
import type { ClockOffset } from '../../evidence/clocks/clock-offsets.js';
import type { Cause, Signature } from '../../oops/oops.js';
import type { Budget } from '../../outages/schedule.js';
import type { Phase } from '../../outages/window.js';
import type { Kills, RunEnding } from '../../outages/window-log/deployment-log/deployment-run.js';
import type { Told } from '../../text/told.js';
import type { ReportedWindow } from '../windows.js';

/**
 * The report of one outage as plain data: `--format json` prints it as it is, the templates lay it out. Times are ISO
 * 8601 UTC with milliseconds, durations seconds.
 */
export interface OutageReport {
  readonly kind: 'outage';
  readonly outage: string;
  readonly title: string | null;
  /** When what the systems depend on went away; `end` is null while it is away. */
  readonly start: string;
  readonly end: string | null;
  readonly durationSeconds: number | null;
  readonly budgetSeconds: number;
  /** How it stands while the outage lasts; null once it is over. */
  readonly ongoing: OngoingOutage | null;
  /** Null while the outage lasts. */
  readonly withinBudget: boolean | null;
  /** What was written before it has been read. */
  readonly observedUntil: string;
  readonly verdict: Verdict;
  /** The verdict in a sentence. */
  readonly summary: string;
  readonly windows: readonly ReportedWindow[];
  /** What somebody had planned of it; none where no calendar tells. */
  readonly planned: readonly ReportedWindow[];
  /** How many OOPSes belong to the outage's windows. attributed = during + recovery = expected + background + unexpected. */
  readonly counts: OutageCounts;
  /** By name. */
  readonly systems: readonly ReportedSystem[];
  /** What was seen in the windows, by signature and disposition; the most frequent first. */
  readonly failureModes: readonly FailureModeGroup[];
  /** The storm that the outage's failures make, found without looking at the log; null when they make none. */
  readonly storm: ReportedStorm | null;
  readonly budget: ReportedBudget;
  /** Null where no deployment log tells of it; then there are no steps and no patches. */
  readonly run: ReportedRun | null;
  readonly steps: readonly NamedSeconds[];
  readonly patches: readonly NamedSeconds[];
  readonly timeline: StormTimeline;
  /** The same systems from half an hour before the first window to the end of what was watched. */
  readonly course: OutageCourse;
  readonly touched: Touched;
  readonly clockMargin: ClockMargin;
  /** Reporters whose clocks were off when they sent their events, by system and name; no time is moved by it. */
  readonly clockOffsets: readonly ClockOffset[];
  /**
   * How many signatures of what should not have been there came only inside windows, of this outage or others, where expected
   * failures may come: `--suggest` writes them for the config.
   */
  readonly onlyInWindows: number;
  /** What this report does not know, a sentence each. */
  readonly unknowns: readonly string[];
  /** What to know before trusting the rest: windows somebody forgot to close, baselines too short to tell. */
  readonly remarks: readonly string[];
}

/** An outage that is not over. */
export interface OngoingOutage {
  /** The moment that this holds for: that of the report, where one was named, else until when all has been read. */
  readonly until: string;
  /** How long it has lasted by then. */
  readonly seconds: number;
  /** Positive when over its budget already, else what is left of that, below zero. */
  readonly overSeconds: number;
}

export interface OutageCounts extends Readonly<Record<Disposition, number>> {
  readonly attributed: number;
  readonly during: number;
  readonly recovery: number;
}

export interface ReportedSystem {
  readonly system: string;
  readonly phase: Phase;
  readonly verdict: Verdict;
  readonly failure: {
    readonly verdict: FailureVerdict;
    readonly expected: number;
    readonly background: number;
    readonly unexpected: number;
    readonly firstTime: string | null;
    readonly lastTime: string | null;
    /** In words and figures. */
    readonly evidence: string;
    /** The same in plain words, and the figures that these leave out. */
    readonly inWords: Told['inWords'];
    readonly figures: Told['figures'];
    readonly test: TestResult | null;
    readonly oopsIds: readonly string[];
  };
  /** Requests among the OOPSes that belong to its windows: one that is retried writes several OOPSes. */
  readonly requests: number;
  /** Events that its reporters said they threw away: with any, every count is the least there was. */
  readonly discards: number;
  /** Which of them threw away how many, and why; the most first. */
  readonly discardedBy: readonly DiscardTally[];
  readonly recovery: {
    readonly verdict: RecoveryVerdict;
    readonly lagSeconds: number | null;
    readonly secondsNeeded: number | null;
    readonly firstHeardAgain: string | null;
    /** In words and figures. */
    readonly evidence: string;
    /** The same in plain words, and the figures that these leave out. */
    readonly inWords: Told['inWords'];
    readonly figures: Told['figures'];
    readonly test: TestResult | null;
    readonly oopsIds: readonly string[];
    /** Reporters that were not heard again, by name. */
    readonly missingReporters: readonly string[];
    readonly laterRise: ReportedRise | null;
  };
  /** What only the adjustment for many tests kept from being a finding; it changes no verdict. */
  readonly worthALook: readonly WorthALook[];
  readonly unexpected: readonly UnexpectedGroup[];
  readonly newSignatures: readonly (SignatureGroup & { readonly firstTime: string })[];
}

/** A rise that began too long after the outage to be its work. */
export interface ReportedRise {
  readonly start: string;
  /** So long after the end of the outage. */
  readonly afterSeconds: number;
  /** What it is made of, the most risen first; at most five. */
  readonly signatures: readonly Signature[];
}

/** OOPSes of one signature; the most frequent first, then by type and value. */
export interface SignatureGroup {
  readonly type: string;
  readonly value: string;
  readonly count: number;
  /** What the first one was raised from in the end; null where it does not say. */
  readonly root: Cause | null;
  /** The first ten. */
  readonly oopsIds: readonly string[];
}

/** What should not have been there, with where it came from. */
export interface UnexpectedGroup extends SignatureGroup {
  /** The innermost frames of the first one's traceback, at most four lines; empty where the report had none. */
  readonly traceback: readonly string[];
}

export interface FailureModeGroup extends SignatureGroup {
  readonly disposition: Disposition;
  readonly systems: readonly string[];
  readonly firstTime: string;
  readonly lastTime: string;
}

export interface ReportedStorm {
  readonly start: string;
  readonly end: string;
  readonly count: number;
  readonly systems: readonly string[];
  /** From the outage's start to the storm's, and from its end to the storm's; the latter null while it is open. */
  readonly startOffsetSeconds: number;
  readonly endOffsetSeconds: number | null;
  /** It begins or ends more than 5 s off the log's edges. */
  readonly isOff: boolean;
}

export interface ReportedBudget {
  readonly budgetSeconds: number;
  /** Where it comes from: the outage itself, the slot of the schedule it falls in, or the default of 5 minutes. */
  readonly source: Budget['source'];
  readonly durationSeconds: number | null;
  /** Positive when over; null while the outage lasts. */
  readonly overSeconds: number | null;
  /** What its patches took, and what of its duration they did not; null where no deployment log tells. */
  readonly patchSeconds: number | null;
  readonly overheadSeconds: number | null;
  /** What the schedule does not allow, a sentence each. */
  readonly scheduleFaults: readonly string[];
}

/** What the deployment tool's log tells of the run that made the outage. */
export interface ReportedRun {
  readonly ending: RunEnding;
  readonly kills: readonly Kills[];
  readonly failures: readonly string[];
  /** What the check afterwards found; it is no part of the outage. */
  readonly problemsAfter: readonly string[];
}

export interface NamedSeconds {
  readonly name: string;
  readonly seconds: number;
}

/** Whom the OOPSes of the windows touched. A request that is retried writes several OOPSes. */
export interface Touched {
  /** Distinct users and URLs that the OOPSes name; robots left out. */
  readonly users: number;
  readonly urls: number;
  /** OOPSes that name a URL, and the requests they make. */
  readonly oopsesOfRequests: number;
  readonly requests: number;
  /** Null when there was no request. */
  readonly oopsesPerRequest: number | null;
  /** The most OOPSes that one request wrote. */
  readonly mostOfOneRequest: number;
  /** OOPSes of robots, and the URLs these asked for. */
  readonly robots: { readonly oopses: number; readonly urls: number };
}

/** The OOPSes of the outage over time, from a little before it to a little into the observation. */
export interface StormTimeline {
  readonly start: string;
  readonly end: string;
  /** How much time one count covers: 1, or more where it all takes more than twelve minutes. */
  readonly secondsPerCount: number;
  /** The systems that were heard, by name; the lists are equally long. */
  readonly systems: readonly TimelineOfSystem[];
}

/** What systems wrote before, during and after an outage, and whatever it is: a late recovery or a new error is in it. */
export interface OutageCourse {
  readonly start: string;
  /** The end of the last observation; while a window is open, that of what has been read. */
  readonly end: string;
  /** How much time one count covers: as much as leaves at most 240 counts. */
  readonly secondsPerCount: number;
  /** The systems of the report, by name, the lists equally long; none where nothing was heard of any. */
  readonly systems: readonly CourseOfSystem[];
}

export interface CourseOfSystem extends TimelineOfSystem {
  /** OOPSes that belong to no window and are no late failures: what the system writes anyway, and what is new of it. */
  readonly other: readonly number[];
}

export interface TimelineOfSystem {
  readonly system: string;
  /** Of those that belong to the windows: expected and background ones. */
  readonly expected: readonly number[];
  readonly unexpected: readonly number[];
  /** Outage failures after the recovery grace, which belong to no window. */
  readonly late: readonly number[];
  /** The windows that hold the system; `end` is null while one is open. */
  readonly windows: readonly { readonly phase: Phase; readonly start: string; readonly end: string | null }[];
  /** Null while a window is open. The recovery grace lasts from the last window's end to here. */
  readonly observation: { readonly start: string; readonly end: string } | null;
}
