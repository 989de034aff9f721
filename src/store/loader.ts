import type { RowSettings } from '../oops/events/document-settings.js';
import type { Earlier } from '../sources/list-folder.js';
import type { FileStamp } from '../sources/read-report-file.js';
import type { Discard, FilePlace, ReadExport, Reject, SourceReading } from './records.js';
import type { Snapshot } from './snapshot.js';
import type { NewOops } from './stored-oops.js';

/** What one loading goes by. */
export interface LoadOptions {
  /** When it began; becomes the time of arrival of every OOPS. */
  readonly startedAt: number;
  /** In milliseconds since the Unix epoch. */
  readonly clock: () => number;
  /** Whether a file is still there: what only files say that are gone gives way to what is read. */
  readonly exists: (path: string) => boolean;
}

/**
 * Fills the store with what is read, a batch at a time, and says what is known of files. What a file said before is
 * replaced; a report whose id another one has is refused.
 */
export interface Loader extends Pick<Snapshot, 'sources' | 'hasFilesWithin'> {
  // Files.

  /** How many files are best put at once. */
  readonly filesAtOnce: number;

  /** What is known of the files of a folder that were read. */
  knownFiles(folder: string): Promise<KnownFiles>;
  /** The files of a folder that were refused as a whole, by name. */
  refusedFiles(folder: string): Promise<ReadonlyMap<string, Reject>>;
  /** Stores what was read, in its order. Says of each what became of it. */
  put(files: readonly LoadedFile[]): Promise<readonly LoadOutcome[]>;
  /**
   * What is free to be read again since the last time, because a file that changed had its say in it. An export with a
   * refused row among it is read again the next time.
   */
  takeFreed(): Promise<Freed>;

  // Exports.

  /** What is known of an export; undefined when none of that path was ever read. */
  findExport(path: string): Promise<ReadExport | undefined>;
  /** Its rows that were refused and are kept, in the order of their lines. */
  refusedRows(path: string): Promise<readonly Reject[]>;
  /**
   * What was said of an export no longer holds: until it has been read to its end, it is to be read again.
   *
   * @param resumedAt how many of its lines are not read this time, whose refusals stay
   */
  beginExport(path: string, settings: RowSettings, resumedAt?: number): Promise<void>;
  /** The ids of the OOPSes of an export that were loaded last: at most so many. */
  lastIds(path: string, most: number): Promise<ReadonlySet<string>>;
  /** Keeps a refusal of rows, however many of the export are kept. */
  refuseRows(place: FilePlace, line: number, reason: string): Promise<void>;
  /**
   * Takes back what an export said before it was begun and says no more: a last row that was half-written, a row that was
   * corrected or deleted. What is older than all that it still says stays, for logs are rotated, and exports can hold the
   * last days only. Events of other kinds than OOPSes stay too: nobody corrects a log.
   */
  releaseVanishedRows(path: string): Promise<void>;
  /** Takes back OOPSes that an export held, by their ids, because its rows are read in another way now. */
  releaseRows(path: string, ids: readonly string[]): Promise<void>;
  /** Keeps how an export was when it was read to its end. */
  endExport(read: ReadExport): Promise<void>;

  // Discards.

  /**
   * Keeps how many events clients or servers say they threw away, in place of all that the same source said before: to
   * read it twice changes nothing.
   *
   * @param source what said so, e.g. the path of a file
   */
  putDiscards(source: string, discards: readonly Discard[]): Promise<void>;

  // Sources.

  /** Records that a source was read in full; one that lies in another is a part of it and not recorded. */
  recordFullReading(reading: SourceReading): Promise<void>;
  /**
   * Records that files were read that somebody named: an export by its own path, single reports by their folder's.
   *
   * @param parts paths of sources that are no more, because this one tells of their files
   */
  recordFileReading(reading: Omit<SourceReading, 'kind'>, parts?: readonly string[]): Promise<void>;
}

/** The files of a folder that were read, by name: a million of them take 40 MB beside their names. */
export interface KnownFiles {
  find(name: string): KnownFile | undefined;
  /** All of them. */
  names(): Iterable<string>;
  /**
   * Whether a file that is not among them was, before the OOPS that it held was pruned, and has not changed since; absent: none was.
   */
  readonly wasPruned?: (name: string, stamp: FileStamp) => boolean;
}

/**
 * A file that was read: an export, which has a reading of its own; a report, with what it said; or one that was read
 * before stamps were kept, with when that was, null where nobody knows.
 */
export type KnownFile =
  | { readonly kind: 'export' }
  | ({ readonly kind: 'stamped'; readonly before: Earlier } & FileStamp)
  | { readonly kind: 'unstamped'; readonly before: Earlier; readonly loadedAt: number | null };

/** What came of reading a file, or a row of an export. */
export interface LoadedFile extends FilePlace {
  /** The line of an export; 0 for a file that is one report. */
  readonly line: number;
  /** What the file said before; null when it said nothing. */
  readonly before: Earlier | null;
  /** Whether what is stored of the same row gives way where it says something else, because it is read in another way now. */
  readonly isReadAnew?: boolean;
  readonly read: Reading;
}

/** An OOPS, a refusal, or `same`: the file says what it said before, and only its stamp is to be kept. */
export type Reading =
  | { readonly kind: 'oops'; readonly oops: NewOops; readonly stamp: FileStamp }
  | { readonly kind: 'refused'; readonly reason: string; readonly stamp: FileStamp | null }
  | { readonly kind: 'same'; readonly stamp: FileStamp };

/**
 * What became of it. Of very many refused rows of an export only the first are kept with their reasons. `waiting`: not
 * stored, because other files held the same OOPS, and the first of them all decides: see `takeFreed`.
 */
export type LoadOutcome =
  | { readonly kind: 'loaded' | 'known' | 'waiting' }
  | { readonly kind: 'refused'; readonly reason: string; readonly isKept: boolean };

/** Files that are to be read again. */
export interface Freed {
  /** Those that held the same OOPS as one that changed. */
  readonly copies: readonly FilePlace[];
  /** Those that were refused because another report had their id. */
  readonly refused: readonly FilePlace[];
}
