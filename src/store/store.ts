import type { OutageWindow } from '../outages/window.js';
import type { Answer } from '../questions/question.js';
import type { Kept, KeptKind } from './kept.js';
import type { Loader, LoadOptions } from './loader.js';
import type { Pruned, PruneOptions, PruneQuestion } from './questions/pruning.js';
import type { ChangeAction, ChangeStamp, ImportedWindows, StoredAttribution, StoredRun } from './records.js';
import type { SightedOops } from './sighted-oops.js';
import type { Snapshot } from './snapshot.js';

/**
 * The only door to the data. Behind it an engine answers, SQLite or another, perhaps over a network: everything is
 * asynchronous, and no handle, row number or SQL comes out of it.
 */
export interface Store {
  /**
   * Does work that only reads on one state of the data, whatever is loaded meanwhile, so that all of its numbers agree.
   * Nobody else is kept from writing, however long it takes.
   *
   * What is asked of one store at once, to read or to change, may be done one after the other, as by SQLite. So the work must
   * not ask the same store again, but for `sql`: it would wait for itself.
   *
   * @param preparations are run first where that state lacks them
   * @example
   * await store.snapshot(async (data) => (await data.reporters()).length); // 11
   */
  snapshot<T>(work: (data: Snapshot) => T | Promise<T>, preparations?: readonly Preparation[]): Promise<T>;

  /**
   * Loads what is read. What was put is kept, also when the work fails before its end. Others may write now and then
   * meanwhile. As in a snapshot, the work must not ask the same store for anything else.
   */
  load<T>(options: LoadOptions, work: (loader: Loader) => Promise<T>): Promise<T>;

  /** Adds windows to the log; one that is there already is corrected, and what it said before is kept. */
  importWindows(windows: readonly OutageWindow[], stamp: ChangeStamp): Promise<ImportedWindows>;
  /**
   * Replaces a window by what it is to say, or with null takes it out of the log. Throws a UserError when the log already has
   * another window of the new outage, phase, systems and start.
   */
  replaceWindow(
    before: OutageWindow,
    after: OutageWindow | null,
    action: Exclude<ChangeAction, 'added'>,
    stamp: ChangeStamp,
  ): Promise<void>;
  /** Keeps runs of the deployment tool; the longer log of a run replaces the shorter. */
  keepRuns(runs: readonly StoredRun[]): Promise<void>;
  /** Ties the signature of an OOPS to a bug, or with null to none. Returns the bug that it was tied to before. */
  trackSignature(oopsId: string, bug: number | null): Promise<number | null>;
  /**
   * Writes attributions that follow from one state of the data: all of them or, when the work fails, none. The work must not
   * ask the same store for anything else.
   */
  changeAttributions(work: (data: Snapshot, writer: AttributionWriter) => Promise<void>): Promise<void>;
  /**
   * Keeps what another store kept, as it was there, its times and its order of arrival among it. What is here of the same key gives
   * way, so that the same twice is once. A change of the window log goes into the log and changes no window.
   *
   * @param progress is kept with it, for `copyProgress`; it is kept no earlier
   */
  restore<Kind extends KeptKind>(kind: Kind, items: readonly Kept[Kind][], progress: string): Promise<void>;
  /**
   * Deletes OOPSes, a batch at a time: killed or stopped between two, it is right as it is, and goes on when it is asked again. What
   * they were read from is not read again, and when their signatures were seen stays known. Throws a UserError where the engine
   * cannot do it.
   */
  prune(question: PruneQuestion, options?: PruneOptions): Promise<Pruned>;
  /** Has full text find the texts that came since it was last asked. */
  indexTexts(): Promise<void>;
  /**
   * Answers a question in SQL that can do nothing but read. Throws a UserError when it is refused, wrong, or needs more time or
   * memory than it has.
   */
  sql(question: SqlQuestion, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** Something that is kept up to date for reading: it must be so in the very state that is read. */
export interface Preparation {
  readonly isDone: (data: Snapshot) => Promise<boolean>;
  /** Brings it up to date, which writes. */
  readonly run: () => Promise<void>;
}

/** Writes which window each OOPS belongs to, for SQL and other tools. */
export interface AttributionWriter {
  /** Forgets what is attributed to one outage. */
  clear(outage: string): void;
  clearAll(): void;
  /** Adds an OOPS to an outage of which nothing was written, or that is cleared. It can belong to no other one. */
  add(oops: Pick<SightedOops, 'id' | 'time'>, attribution: StoredAttribution): void;
  /** Records what all was computed from. */
  finish(basis: string): void;
}

/** A question in SQL over the public views. */
export interface SqlQuestion {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** How many rows at most. */
  readonly limit: number;
  /** How long it may take, in milliseconds. */
  readonly timeout: number;
}
