import type { CountedClass } from '../../oops/classes/classification.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import type { Interval } from '../../time/interval.js';
import type { TrackedSignature } from '../sighted-oops.js';

/** What the groups of a section count together. */
export type GroupedBy = 'signature' | 'statement';

/** Which OOPSes a section has, and how it groups them. */
export interface SummarySection {
  readonly id: OopsClass;
  /** Those that are counted as one of these. */
  readonly holds: readonly ClassedType[];
  readonly groupedBy: GroupedBy;
  /** It has only what a link on one of our own pages led to; the rest is counted beside it. */
  readonly localReferrersOnly: boolean;
  /** How many groups are described; null: all. */
  readonly cut: number | null;
  /** It also counts by topic. */
  readonly countsTopics: boolean;
}

/** What OOPSes are counted as, with an exception type that is. */
export interface ClassedType extends CountedClass {
  readonly type: string | null;
}

/** What a summary of normal service is to be of. */
export interface SummaryQuestion {
  readonly interval: Interval;
  /** Whose OOPSes. */
  readonly reporters: readonly string[];
  /** The marks of OOPSes that are left out, as `sightings` gave them in the same snapshot. */
  readonly leftOut: readonly number[];
  readonly sections: readonly SummarySection[];
  /** Counts by stretches of so many milliseconds from the start of the interval. */
  readonly step: number;
  /** How many topics are named of the longest and of those with most statements; 0: such a list is not wanted. */
  readonly topDurations: number;
  readonly topStatementCounts: number;
}

/** What happened in a period, but for what was left out. */
export interface Summary {
  readonly reported: number;
  /** How many of them have only a day for a time; they are in no step. */
  readonly inexact: number;
  /** Time of the first and of the last one; null when there is none. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  readonly steps: readonly number[];
  readonly sections: readonly SummarisedSection[];
  /** Every signature that is reported, and how often. */
  readonly signatures: ReadonlySet<TrackedSignature>;
  readonly topDurations: readonly TopicMost[];
  readonly topStatementCounts: readonly TopicMost[];
}

/** A section of a summary, in the order of the question. */
export interface SummarisedSection {
  readonly id: OopsClass;
  /** How many it has, and how many it leaves out because no page of our own led to them. */
  readonly listed: number;
  readonly unlisted: number;
  readonly groupCount: number;
  /** The largest first, then by type and value. */
  readonly groups: readonly SummarisedGroup[];
  /** How often each signature is in the section. */
  readonly signatureCounts: ReadonlyMap<TrackedSignature, number>;
  /** How often each topic is in the section; the empty text for none. */
  readonly topicCounts: ReadonlyMap<string, number>;
}

/** What a section counts together. */
export interface SummarisedGroup {
  readonly type: string;
  /** Normalised value, or the statement of a group by statement. */
  readonly value: string;
  readonly signatures: readonly TrackedSignature[];
  readonly count: number;
  readonly botCount: number;
  readonly localReferrerCount: number;
  /** The most frequent page of our own that led there; null where none did. */
  readonly topLocalReferrer: string | null;
  readonly urlCount: number;
  readonly methods: Readonly<Record<string, number>>;
  /** The most frequent ones; of equals, the one that was seen first. */
  readonly urls: readonly SummarisedUrl[];
}

/** A URL of a group; the empty text stands for none. */
export interface SummarisedUrl {
  readonly url: string;
  readonly topic: string;
  readonly count: number;
  /** The first ten. */
  readonly oopsIds: readonly string[];
}

/** The OOPS with the most of something among those of its topic; of equals the first. */
export interface TopicMost {
  readonly topic: string;
  readonly amount: number;
  readonly oopsId: string;
  /** It has no duration of its own. */
  readonly isEstimate: boolean;
}
