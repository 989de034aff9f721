import type { Cause } from '../../oops/oops.js';
import type { Interval } from '../../time/interval.js';
import type { StoredAttribution } from '../records.js';
import type { TrackedSignature } from '../sighted-oops.js';

/** How often a signature was seen in an interval, inexact times among it. */
export interface SignatureTally {
  readonly signature: TrackedSignature;
  readonly count: number;
  /** How many of them the normal report leaves out, by the attributions as they were written last. */
  readonly suppressed: number;
  /** Times of the first and of the last of them, in milliseconds since the Unix epoch. */
  readonly firstTime: number;
  readonly lastTime: number;
}

/** What is to be told of a signature. */
export interface SignatureQuestion {
  readonly signature: TrackedSignature;
  /** Its OOPSes of this time count. */
  readonly interval: Interval;
  /** Stretches of time to count in: sorted, and with no moment in common. */
  readonly steps: readonly Interval[];
  /** How many values of each kind are named. */
  readonly most: number;
}

/** What is known of the OOPSes of a signature in an interval. */
export interface SignatureProfile {
  readonly count: number;
  /** How many of them the normal report leaves out, by the attributions as they were written last. */
  readonly suppressed: number;
  /** How many of them have only a day for a time; they are in no step. */
  readonly inexact: number;
  /** Counts of the steps that were asked for, in their order. */
  readonly steps: readonly StepCount[];
  /** Everyone that reported it, the most frequent first, then by name. */
  readonly reporters: readonly { readonly reporter: string; readonly count: number }[];
  readonly versions: TopValues<CodeVersion>;
  readonly usernames: TopValues<string>;
  readonly urls: TopValues<string>;
  readonly topics: TopValues<string>;
  /** The ways in which they belong to outages, in no order; those that belong to none are missing. */
  readonly attributed: readonly AttributedCount[];
  /** What it was raised from, the nearest first, where that is the same for all of them; else null. Empty: from nothing. */
  readonly causes: readonly Cause[] | null;
}

export interface StepCount {
  readonly count: number;
  readonly suppressed: number;
}

/** The most frequent values of something; of those that are as frequent, the ones that were seen last. */
export interface TopValues<Value> {
  /** How many different ones there are; unknown is none. */
  readonly distinct: number;
  /** How many OOPSes have none. */
  readonly unknown: number;
  readonly values: readonly { readonly value: Value; readonly count: number }[];
}

/** What code was running; unknown parts are null, but not both. */
export interface CodeVersion {
  readonly branch: string | null;
  readonly revno: string | null;
}

export interface AttributedCount extends StoredAttribution {
  readonly count: number;
}
