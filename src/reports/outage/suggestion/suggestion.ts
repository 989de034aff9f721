import type { Verdict } from '../../../analysis/verdict.js';

/**
 * What an outage showed that could be added to the expected failures of the config, as plain data. Times are ISO 8601 UTC
 * with milliseconds. Whether something that came only inside windows is an expected failure or a fault is the user's to judge.
 */
export interface OutageSuggestion {
  readonly kind: 'outage-suggestion';
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly verdict: Verdict;
  /** The lists of the config that would change: the global one first, then those of systems by name. */
  readonly lists: readonly SuggestedList[];
  /** What was unexpected and is left alone, the most frequent first. */
  readonly notSuggested: readonly LeftAlone[];
}

/** A list of expected failures as it would be. */
export interface SuggestedList {
  /** The system whose own list it is; null: the global one. */
  readonly system: string | null;
  /** What is in it now: families that are built in, and failure modes. */
  readonly kept: readonly (KeptFamily | WrittenMode)[];
  /** What would come to it, the most frequent first. */
  readonly suggested: readonly SuggestedMode[];
}

interface KeptFamily {
  readonly family: string;
}

/** A failure mode as the config has it; without a value, the type alone decides. */
export interface WrittenMode {
  readonly type: string;
  /** A regular expression. */
  readonly value?: string;
}

export interface SuggestedMode extends Required<WrittenMode> {
  /** How many unexpected OOPSes of the outage it would make expected, of which systems, and when. */
  readonly count: number;
  readonly systems: readonly string[];
  readonly firstTime: string;
  readonly lastTime: string;
  /** What they were counted as, the most frequent first. */
  readonly signatures: readonly { readonly type: string; readonly value: string; readonly count: number }[];
}

export interface LeftAlone {
  readonly type: string;
  readonly value: string;
  readonly count: number;
  readonly systems: readonly string[];
  /** How many OOPSes like it there were outside all windows; an inexact time counts for none. */
  readonly outside: number;
  /** Why, in words that stand alone. */
  readonly reason: string;
}
