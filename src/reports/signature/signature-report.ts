import type { Disposition } from '../../analysis/disposition.js';
import type { Cause, Signature } from '../../oops/oops.js';

/**
 * One signature in all that was loaded, as plain data: the JSON of its page. Times are ISO 8601 UTC with milliseconds, durations
 * seconds. With `--as-of` what is later is in no count.
 */
export interface SignatureReport extends Signature {
  readonly kind: 'signature';
  /** Stands for its value in addresses. */
  readonly digest: string;
  /** The bug that tracks it; null: none. */
  readonly bug: number | null;
  readonly observedUntil: string;
  readonly count: number;
  /** How many of them belong to no outage. */
  readonly outsideOutages: number;
  /** How many of them the normal report leaves out. */
  readonly suppressed: number;
  /** How many of them have only a day for a time: they are in no step of the timeline. */
  readonly inexactTime: number;
  /** Null where no OOPS has it any more. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  /** Null where no OOPS has it any more. */
  readonly timeline: SignatureTimeline | null;
  /** The most frequent first. */
  readonly systems: readonly SignatureSystem[];
  readonly versions: TopList<{ readonly branchNick: string | null; readonly revno: string | null }>;
  readonly usernames: TopList<{ readonly username: string }>;
  readonly urls: TopList<{ readonly url: string }>;
  readonly topics: TopList<{ readonly topic: string }>;
  /** The outages that its OOPSes belong to, the newest first. */
  readonly outages: readonly SignatureOutage[];
  /** What it was raised from, the nearest first and the root last, where that is the same for all; null where it differs. */
  readonly causes: readonly Cause[] | null;
  /** The last ones. */
  readonly oopses: readonly SignatureOops[];
}

/** How often it was seen over time, from the first to the end of what was read. */
export interface SignatureTimeline {
  /** A day has 23 or 25 hours where the clocks of the zone change. */
  readonly secondsPerStep: number;
  /** The zone whose days they are. */
  readonly timezone: string;
  readonly steps: readonly SignatureStep[];
  /** When outages of its systems were; `end` is null while one lasts. */
  readonly outages: readonly {
    readonly outage: string;
    readonly start: string;
    readonly end: string | null;
  }[];
}

export interface SignatureStep {
  readonly start: string;
  readonly end: string;
  readonly count: number;
  readonly suppressed: number;
}

export interface SignatureSystem {
  readonly system: string;
  readonly count: number;
  /** The most frequent first. */
  readonly reporters: readonly { readonly reporter: string; readonly count: number }[];
}

/** The most frequent values of something. */
export interface TopList<Value> {
  /** How many different ones there are. */
  readonly distinct: number;
  /** How many OOPSes have none. */
  readonly unknown: number;
  readonly top: readonly (Value & { readonly count: number })[];
}

/** expected + background + unexpected = count. */
export interface SignatureOutage extends Readonly<Record<Disposition, number>> {
  readonly outage: string;
  readonly title: string | null;
  /** Null where the window log has lost it since. */
  readonly start: string | null;
  /** Null while it lasts. */
  readonly end: string | null;
  readonly count: number;
  readonly suppressed: number;
}

export interface SignatureOops {
  readonly id: string;
  readonly time: string;
  readonly system: string;
  readonly reporter: string;
  readonly topic: string | null;
  readonly url: string | null;
  readonly outage: string | null;
  readonly disposition: Disposition | null;
}
