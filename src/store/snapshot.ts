import type { RowSettings } from '../oops/events/document-settings.js';
import type { OutageWindow } from '../outages/window.js';
import type { DeploymentRun } from '../outages/window-log/deployment-log/deployment-run.js';
import type { Answer, Question } from '../questions/question.js';
import type { Interval } from '../time/interval.js';
import type { KeptCounts, KeptKind, KeptPart } from './kept.js';
import type { Neighbours, NeighboursQuestion } from './questions/neighbours.js';
import type { Prunable, PruneQuestion } from './questions/pruning.js';
import type { SignatureProfile, SignatureQuestion, SignatureTally } from './questions/signatures.js';
import type { ClassedType, Summary, SummaryQuestion } from './questions/summary.js';
import type {
  Discard,
  HeardReporter,
  Reject,
  Reporter,
  ReporterClock,
  Source,
  StoredRun,
  WindowChange,
} from './records.js';
import type { Exception, SightedOops, TrackedSignature } from './sighted-oops.js';
import type { FoundOops } from './stored-oops.js';

/**
 * What can be asked of one state of the data. Answers are groups where groups are wanted, and single OOPSes only where a
 * window reaches or a list shows them, because they may come over a network. Intervals are half open, in milliseconds
 * since the Unix epoch.
 */
export interface Snapshot {
  /**
   * Names the state: an engine that keeps the past answers the same by the same cut, at any time and on any machine. Null where the
   * engine only knows what is there now.
   */
  readonly cut: number | null;

  // Who, when and until when.

  /** Every program instance that was ever heard, in the order of their names. */
  reporters(): Promise<readonly Reporter[]>;
  /** The same, each with how often it was heard in an interval (always, where none is given), and from when to when. */
  heardReporters(interval?: Interval): Promise<readonly HeardReporter[]>;
  /** When the first OOPS happened that is there and whose time is exact; null when there is none: before it, silence says nothing. */
  firstOopsTime(): Promise<number | null>;
  /** The stretches of time of which OOPSes were pruned: from the first of them to behind the last. Sorted; they share no moment. */
  prunedSpans(): Promise<readonly Interval[]>;
  /** What a prune would do now. @param isWithFiles whether files are counted, which takes longer */
  countPrunable(question: PruneQuestion, isWithFiles?: boolean): Promise<Prunable>;
  /** When the OOPSes of some reporters happened that lie nearest to an interval, and the first and the last of all. */
  timesAround(interval: Interval, reporters: readonly string[]): Promise<TimesAround>;
  /** Where OOPSes are read from, and when that was last done in full, in the order of their paths. */
  sources(): Promise<readonly Source[]>;
  /** Whether any file was read in a folder, or below it. */
  hasFilesWithin(folder: string): Promise<boolean>;
  /** What ingest could not read, in the order of the paths. */
  rejects(): Promise<readonly Reject[]>;

  // Counts.

  /**
   * How often each reporter had each exception in each of several intervals. They are sorted and share no moment, so that
   * there can be thousands of them. An OOPS whose time is inexact is left out, for it cannot be said to lie in any of them.
   *
   * @param isWanted absent: all are
   */
  placeExceptions(intervals: readonly Interval[], isWanted?: IsWanted): Promise<PlacedExceptions>;
  /**
   * How often some reporters had each signature in several intervals together, but for inexact times. One in two overlapping
   * intervals counts twice.
   */
  countSignatures(
    intervals: readonly Interval[],
    reporters: readonly string[],
  ): Promise<ReadonlyMap<TrackedSignature, number>>;
  /** Which classes there are in an interval, with the exception types that have them. */
  countClasses(interval: Interval, reporters: readonly string[]): Promise<readonly ClassCount[]>;
  /** The summary of an interval, by section, without what is left out. */
  summarise(question: SummaryQuestion): Promise<Summary>;
  /** What was thrown away in the minutes that begin in an interval, by minute, reporter and reason. */
  discards(interval: Interval): Promise<readonly Discard[]>;
  /** By how much the clocks of the reporters of an interval's events were off, in the order of their names. */
  clockOffsets(interval: Interval): Promise<readonly ReporterClock[]>;

  // Single OOPSes.

  /** The OOPSes of some reporters in an interval, in parts and in no order that means anything. */
  sightings(interval: Interval, reporters: readonly string[]): AsyncIterable<readonly SightedOops[]>;
  /**
   * The OOPSes of wanted exceptions in several intervals, but for inexact times; in parts and in no order. One in two
   * overlapping intervals comes once.
   */
  exceptionSightings(
    intervals: readonly Interval[],
    isWanted: IsWanted,
  ): AsyncIterable<readonly SightedOops[]>;
  /** When those of one interval happened, by reporter, in no order. */
  exceptionTimes(interval: Interval, isWanted: IsWanted): Promise<ReadonlyMap<string, Float64Array>>;
  /** When each signature was first seen, pruned OOPSes among it; what never was is not in the answer. */
  firstSeen(signatures: Iterable<TrackedSignature>): Promise<ReadonlyMap<TrackedSignature, number>>;
  /**
   * When each signature was last seen before a moment; what never was is not in the answer. Of pruned OOPSes the first time and the
   * last are known.
   */
  lastSeen(
    signatures: Iterable<TrackedSignature>,
    before: number,
  ): Promise<ReadonlyMap<TrackedSignature, number>>;
  /**
   * Of each question, which of its signatures any of its reporters showed in its interval, in the order of the questions. An OOPS of
   * which only the day is known counts when the interval's end does not cut that day. Of pruned OOPSes the first time and the last
   * are known of each reporter.
   */
  signaturesSeen(questions: readonly SeenQuestion[]): Promise<readonly ReadonlySet<TrackedSignature>[]>;
  /** The OOPS with this id, compared without regard to case; undefined when there is none. */
  findOops(id: string): Promise<FoundOops | undefined>;
  /** What lies around an OOPS, at once in a store of any size; undefined when there is none with its id. */
  neighbours(question: NeighboursQuestion): Promise<Neighbours | undefined>;
  /** How the rows of an export were read the last time. Undefined when the path is no export. */
  rowSettings(path: string): Promise<RowSettings | undefined>;
  /** The OOPSes of an interval in full, by time, those of one moment by id: one at a time, however many they are. */
  oopses(interval: Interval): AsyncIterable<FoundOops>;

  // Signatures.

  /** All signatures of an exception type, compared exactly, in no order; the empty text is that of what has no type. */
  signaturesOfType(type: string): Promise<readonly TrackedSignature[]>;
  /** Every signature that was seen in an interval, and how often, in no order. */
  tallySignatures(interval: Interval): Promise<readonly SignatureTally[]>;
  /** What is known of the OOPSes of one signature. */
  describeSignature(question: SignatureQuestion): Promise<SignatureProfile>;

  // Questions of people.

  /** The answer to an ad hoc question. */
  answer(question: Question): Promise<Answer>;

  // What attributions were computed from, see evidence/attribution-table.

  /** How many texts `--text` cannot find yet: see `indexTexts` of the store. */
  unindexedTexts(): Promise<number>;
  /**
   * A text that is another once anybody else has changed anything of what is stored. Only texts of one open store can be compared;
   * what is changed over that store itself need not show.
   */
  version(): Promise<string>;
  /** How many OOPSes there are, and what was stored last. */
  state(): Promise<StoreState>;
  /** How much there is of all that is kept; it goes through no OOPS. */
  totals(): Promise<StoreTotals>;
  /** How many OOPSes were stored after a mark of `state`, and the shortest interval that holds them; null for none. */
  arrivalsSince(mark: number): Promise<{ readonly count: number; readonly span: Interval } | null>;
  /** What was recorded with the attributions as their basis; undefined before the first time. */
  attributionBasis(): Promise<string | undefined>;

  // The outage log.

  /** The windows by start, then outage, phase and systems. */
  windows(): Promise<readonly OutageWindow[]>;
  /** Every change of an outage's windows, the first one first. */
  windowChanges(outage: string): Promise<readonly WindowChange[]>;
  /** The deployment tool's run that made an outage; undefined when no log told of one. */
  deploymentRun(outage: string): Promise<DeploymentRun | undefined>;
  /** The runs that were refused, by start. */
  refusedRuns(): Promise<readonly StoredRun[]>;

  // What a copy is made of.

  /**
   * All of one kind, in parts and in an order in which it can be kept anew.
   *
   * @param after the mark of a part: only what came behind it
   */
  kept<Kind extends KeptKind>(kind: Kind, after?: string): AsyncIterable<KeptPart<Kind>>;
  /** How much of it there is. */
  keptCounts(): Promise<KeptCounts>;
  /** What was said last of the progress of a copy into this store; undefined where none was ever begun. */
  copyProgress(): Promise<string | undefined>;
}

/** Whether any of some reporters showed some signatures in an interval. */
export interface SeenQuestion {
  readonly signatures: Iterable<TrackedSignature>;
  readonly reporters: readonly string[];
  readonly interval: Interval;
}

/** Times of OOPSes, the inexact ones too; null where there is none. */
export interface TimesAround {
  readonly first: number | null;
  /** The last one before the interval. */
  readonly before: number | null;
  /** The first one after it. */
  readonly after: number | null;
  readonly last: number | null;
}

/** An exception of one reporter. */
export interface ReportedException {
  readonly reporter: string;
  readonly exception: Exception;
}

/** Whether the OOPSes of a reporter that had an exception are wanted. It is asked once for each such pair. */
export type IsWanted = (one: ReportedException) => boolean;

/** In which intervals reporters had exceptions. */
export interface PlacedExceptions {
  /** Each exception of each reporter once, in no order. */
  readonly rows: readonly PlacedException[];
  /** For each OOPS the index of its interval: those of a row together, in no order. */
  readonly indices: Int32Array;
}

/** An exception of a reporter; the places of its OOPSes are those in `indices` from `begin` to before `end`. */
export interface PlacedException extends ReportedException {
  readonly signature: TrackedSignature;
  readonly begin: number;
  readonly end: number;
}

/** How many OOPSes of a class have an exception type. */
export interface ClassCount extends ClassedType {
  readonly count: number;
}

/** What of the data attributions follow from, cheap to read: whatever changes them changes this. */
export interface StoreState {
  /** How many OOPSes there are. */
  readonly count: number;
  /** Larger for what is stored later. */
  readonly mark: number;
  /** Time of the first OOPS; null when there is none. */
  readonly firstTime: number | null;
}

/** How much a store holds. */
export interface StoreTotals {
  /** Time of the last OOPS, an inexact one too; null when there is none. */
  readonly lastTime: number | null;
  /** Files and lines that ingest could not read. */
  readonly rejects: number;
  /** Events that somebody said were thrown away. */
  readonly discarded: number;
  /** What it takes on disk, also of what is not in its place yet; null where nobody can say, as in memory. */
  readonly bytes: number | null;
  /** What keeps a log beside the database from being taken into it; null: nothing does, or there is none. */
  readonly heldBack: HeldBackLog | null;
}

/** A log of what was written that has grown large, because somebody reads a state from before. */
export interface HeldBackLog {
  readonly bytes: number;
  readonly readers: readonly StaleReader[];
}

/** A process that reads an old state. */
export interface StaleReader {
  readonly pid: number;
  /** Such as `oops-report export`; null where nobody can say. */
  readonly command: string | null;
}
