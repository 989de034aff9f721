import type { Trend } from '../../analysis/trends.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../oops/oops.js';

/**
 * The normal summary of a period as plain data: `--format json` prints it as it is, the templates lay it out. Times are
 * ISO 8601 UTC with milliseconds. reported + suppressed = total, and the sections' counts with `otherNotFound` add up to
 * reported; the program checks both before it hands a report out. Unknown topics and URLs are ''.
 */
export interface DailyReport {
  readonly kind: 'daily';
  /** Half open: an OOPS of the moment `to` is not in it. */
  readonly from: string;
  readonly to: string;
  /** The zone whose days and clocks the report shows to people; its own times stay UTC. */
  readonly timezone: string;
  /** What was written before it has been read. */
  readonly observedUntil: string;
  /** The group of the config that was asked for; null for all systems. */
  readonly group: string | null;
  /** The kind of summary: it says which sections there are. */
  readonly summary: SummaryKind;
  /** The systems that were asked for; null for all. */
  readonly systems: readonly string[] | null;
  /** When the first OOPS of the whole store was written: before it nothing is known. Null when the store is empty. */
  readonly knownSince: string | null;
  /** The first and the last OOPS of the period; null when there is none. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  /**
   * How much of the period was observed in normal service: what lies after `knownSince` and before `observedUntil`,
   * without the windows that hold every system asked for. Averages are per hour of this.
   */
  readonly observedSeconds: number;
  readonly total: number;
  readonly reported: number;
  readonly suppressed: number;
  /** Of the total, those whose time is only a day, so that they belong to no window. */
  readonly inexactTime: number;
  /** Of the reported, those that a window claimed but `neverSuppress` kept. */
  readonly kept: number;
  /** Of the reported, pages not found without a local referrer: no section lists them. */
  readonly otherNotFound: number;
  /** The outages whose windows lie in the period or claimed OOPSes of it, by start. */
  readonly outages: readonly DailyOutage[];
  readonly unrecordedStorms: readonly UnrecordedStorm[];
  /**
   * Events that the reporters of its systems said they threw away, which no count of this report holds; the most first.
   * Absent where there are none.
   */
  readonly discards?: readonly DailyDiscard[];
  readonly sections: readonly DailySection[];
  /** The OOPS of each topic that took longest, ten topics; empty where the kind has no such list. */
  readonly topDurations: readonly TopDuration[];
  /** The OOPS of each topic that ran the most statements, ten topics; empty where the kind has no such list. */
  readonly topStatementCounts: readonly TopStatementCount[];
  /** All topics with time-outs, most hard ones first, then most soft ones; empty where the kind has no such list. */
  readonly timeoutsByTopic: readonly TopicTimeouts[];
  /** What is new, rising, back, falling and gone. */
  readonly changes: DailyChanges;
  /** Where OOPSes are, when the period has none; absent when it has some. */
  readonly elsewhere?: OopsesElsewhere;
  /** What was seen in the period of the same length just before and is not seen now, beyond chance; ten at most. */
  readonly gone: readonly GoneSignature[];
  /** How the period went, step by step. */
  readonly timeline: DailyTimeline;
  /** What to know before trusting the rest, such as windows that somebody forgot to close. */
  readonly remarks: readonly string[];
}

/** How a group differs from before, the most urgent kind first. */
export const CHANGE_KINDS = ['new', 'rising', 'back', 'falling', 'gone'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * What differs from the period before and from the same weekday a week before: the groups whose `trend` says so, also
 * those that their section is too short to list, and what is gone. A group is in one list at most, and its count is that of
 * its section (of its sections together, where several have it). The largest first, 50 of each kind at most.
 */
export interface DailyChanges extends Readonly<Record<ChangeKind, readonly ChangedGroup[]>> {
  /** The period of the same length just before; the same hours of it, where this one has not been read in full. */
  readonly before: ComparedPeriod;
  /** The same hours a week before; null for a period of a week or more. */
  readonly sameWeekday: ComparedPeriod | null;
  /** How many groups there are of each kind, listed or not. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
}

/** What a period is held against. */
export interface ComparedPeriod {
  readonly from: string;
  readonly to: string;
  /** How much of it is known and lies outside the windows: 0 where the store does not reach so far back. */
  readonly observedSeconds: number;
}

/** A group that differs from before. */
export interface ChangedGroup {
  /** The first section that has it; null for what is gone. */
  readonly section: OopsClass | null;
  readonly type: string;
  readonly value: string;
  readonly count: number;
  /** How often it was seen, outside the windows, in the period before and a week before; null where that is not known. */
  readonly before: number | null;
  readonly sameWeekday: number | null;
  /** When it was last seen before the period; null when never, and for what is gone. */
  readonly lastSeen: string | null;
}

/** The OOPSes of the systems asked for that are nearest to an empty period, and the first and last; null: there is none. */
export interface OopsesElsewhere {
  readonly first: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly last: string | null;
}

/** What was left out for one outage: suppressed = expected + background + unexpected. */
export interface DailyOutage {
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  /** Null while it lasts. */
  readonly end: string | null;
  readonly suppressed: number;
  readonly expected: number;
  readonly background: number;
  readonly unexpected: number;
  /** Those that belong to its windows, but that `neverSuppress` kept in the report. */
  readonly kept: number;
  /**
   * How many different users and URLs are named by those of its windows, kept ones too and robots left out, as in
   * `touched` of the outage's report: one request can write eight OOPSes.
   */
  readonly userCount: number;
  readonly urlCount: number;
  /** The unexpected ones by signature. */
  readonly unexpectedGroups: readonly UnexpectedGroup[];
}

/** OOPSes that an outage does not explain; `oopsIds` are the first ten. */
export interface UnexpectedGroup {
  readonly type: string;
  readonly value: string;
  readonly count: number;
  readonly oopsIds: readonly string[];
}

/** Outage failures that came in a rush and that no window covers: an outage that nobody wrote down. */
export interface UnrecordedStorm {
  /** The times of the first and the last of them. */
  readonly start: string;
  readonly end: string;
  readonly systems: readonly string[];
  readonly count: number;
  /** The row of a window log that would record it. */
  readonly line: string;
}

/** What one reporter threw away for one reason, such as `ratelimit_backoff`: so many events at the least. */
export interface DailyDiscard {
  readonly system: string;
  readonly reporter: string;
  readonly reason: string;
  readonly count: number;
}

export interface DailySection {
  readonly id: OopsClass;
  readonly title: string;
  /** OOPSes of all its groups, listed or not. */
  readonly count: number;
  /** Its groups, listed or not. */
  readonly groupCount: number;
  /** The largest first, then by type and value. */
  readonly groups: readonly DailyGroup[];
}

export interface DailyGroup {
  readonly type: string;
  /** The normalised value; in the time-out sections the most expensive statement, where one is known. */
  readonly value: string;
  readonly count: number;
  readonly botCount: number;
  readonly localReferrerCount: number;
  /** In the pages not found, the local page from which most of them came; elsewhere null. */
  readonly topLocalReferrer: string | null;
  /** Different URLs, the unknown one among them. */
  readonly urlCount: number;
  /** By HTTP method, in the order of their names; OOPSes without a method are in none. */
  readonly methods: Readonly<Record<string, number>>;
  /** The bug that tracks it; null when none is known. */
  readonly bug: number | null;
  /** None of its signatures was seen before the period, as far back as the store reaches. */
  readonly isNew: boolean;
  /**
   * Never seen before; seen again after seven quiet days; or seen more or less often, beyond chance, than in the period
   * before and than in the same hours of the same weekdays, where both are known. Null: as usual, or nothing to compare with.
   */
  readonly trend: Trend | null;
  /** When it was last seen before the period; null when never. */
  readonly lastSeen: string | null;
  /** Of a group that rises or falls, how many were to be expected; else null. */
  readonly usual: number | null;
  /** The five most frequent URLs; of equals the one that was seen first. */
  readonly urls: readonly DailyUrl[];
}

/** `topic` is that of the first OOPS that names one; `oopsIds` are the first ten. */
export interface DailyUrl {
  readonly url: string;
  readonly topic: string;
  readonly count: number;
  readonly oopsIds: readonly string[];
}

/** `count`: how often it was seen before. */
export interface GoneSignature {
  readonly type: string;
  readonly value: string;
  readonly count: number;
}

export interface TopDuration {
  readonly seconds: number;
  readonly oopsId: string;
  readonly topic: string;
  /** The report does not say how long it took: it is the end of its last statement. */
  readonly isEstimate: boolean;
}

export interface TopStatementCount {
  readonly count: number;
  readonly oopsId: string;
  readonly topic: string;
}

export interface TopicTimeouts {
  readonly topic: string;
  readonly hard: number;
  readonly soft: number;
}

/** OOPSes a step of the period; those whose time is only a day are in none. The last step may reach past the period. */
export interface DailyTimeline {
  readonly secondsPerStep: number;
  readonly reported: readonly number[];
  readonly suppressed: readonly number[];
}
