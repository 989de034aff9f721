import type { Config, VerdictSettings } from '../../src/config/config.js';
import type { OutageWindow, Phase } from '../../src/outages/window.js';

/** An exception as the rules see it: its type and its value. */
export interface Exception {
  readonly type: string | null;
  readonly value: string | null;
}

/** One OOPS of a scenario, with all that the rules ask of it. */
export interface ScenarioOops extends Exception {
  readonly oopsId: string;
  readonly reporter: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** Only the day is known. */
  readonly timeIsInexact: boolean;
  readonly durationSeconds: number | null;
  readonly causes: readonly Exception[];
  readonly topic: string | null;
  readonly url: string | null;
  readonly user: string | null;
  /** It stands in the Exceptions section. */
  readonly isException: boolean;
}

/** Events that somebody says were thrown away. */
export interface Discard {
  readonly reporter: string;
  readonly reason: string;
  /** When the minute begins. */
  readonly minute: number;
  readonly count: number;
}

/** The settings that the rules name, whether the program's config knows them already or not. */
export interface Rules extends Config {
  readonly verdict: VerdictSettings & { readonly followUp: number; readonly minimumShare: number };
}

/** All that a verdict may depend on. */
export interface Scenario {
  readonly rules: Rules;
  readonly oopses: readonly ScenarioOops[];
  readonly windows: readonly OutageWindow[];
  readonly discards: readonly Discard[];
  readonly observedUntil: number;
}

export const FAILURES = [
  'not-shut-down',
  'failed-unexpectedly',
  'affected',
  'did-not-fail',
  'no-evidence',
  'failed-as-expected',
  'allowed',
  'stayed-silent',
  'unaffected',
] as const;
/** Failure verdicts, from worst to best. */
export type Failure = (typeof FAILURES)[number];

export const RECOVERIES = [
  'ongoing',
  'too-early',
  'not-recovered',
  'recovered-late',
  'silent',
  'partly-silent',
  'elevated',
  'recovered',
  'no-evidence',
] as const;
export type Recovery = (typeof RECOVERIES)[number];

export type Verdict = 'as-expected' | 'not-as-expected' | 'inconclusive';

/** What missed α only because several tests were adjusted together. */
export interface WorthALook {
  /** The test: `background`, or the verdict that it would have given. */
  readonly test: string;
  /** The exception type, where the test is about one. */
  readonly type: string | null;
  readonly count: number;
  readonly pValue: number;
}

export interface FailureOutcome {
  readonly verdict: Failure;
  /** The phase whose rows gave it; null: nothing was judged. */
  readonly phase: Phase | null;
  /** The row, and the way to it. */
  readonly way: string;
  readonly expected: number;
  readonly background: number;
  readonly unexpected: number;
}

export interface LaterRise {
  readonly start: number;
  /** After the end. */
  readonly afterSeconds: number;
  /** `type: value`, sorted. */
  readonly signatures: readonly string[];
}

export interface RecoveryOutcome {
  readonly verdict: Recovery;
  /** The row, and the way to it. */
  readonly way: string;
  readonly lagSeconds: number | null;
  readonly secondsNeeded: number | null;
  /** In upper case, sorted. */
  readonly missingReporters: readonly string[];
  readonly laterRise: LaterRise | null;
  /** What kept it from being called recovered. */
  readonly doubts: readonly string[];
}

export interface SystemOutcome {
  readonly system: string;
  readonly verdict: Verdict;
  readonly failure: FailureOutcome;
  readonly recovery: RecoveryOutcome;
  readonly worthALook: readonly WorthALook[];
}

export interface OutageOutcome {
  readonly outage: string;
  readonly verdict: Verdict;
  /** By name. */
  readonly systems: readonly SystemOutcome[];
}

/** A storm that no downtime or partial window covers. */
export interface UnrecordedStorm {
  /** The first OOPS of it. */
  readonly start: number;
  /** The last one. */
  readonly end: number;
  /** Sorted. */
  readonly systems: readonly string[];
  readonly count: number;
}

export interface Outcome {
  /** By id. */
  readonly outages: readonly OutageOutcome[];
  /** By time. */
  readonly unrecordedStorms: readonly UnrecordedStorm[];
  readonly suppression: {
    readonly total: number;
    readonly suppressed: number;
    readonly reported: number;
    readonly inexactTime: number;
    /** How many each outage left out, by id; outages that left out none are absent. */
    readonly byOutage: Readonly<Record<string, number>>;
  };
}

/** What reads a scenario to its end: this reading of the rules, or the program. */
export type Judge = (scenario: Scenario) => Promise<Outcome>;
