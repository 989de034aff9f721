import type { Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/window.js';
import type { FileStamp } from '../sources/read-report-file.js';
import type { Discard, FilePlace, ReadExport, Reject, Source, StoredRun, WindowChange } from './records.js';
import type { NewOops } from './stored-oops.js';

/**
 * What a store keeps that follows from nothing else, by kind: what a copy of it must have. Systems, classes, signatures and
 * attributions are not among it: they follow from the config.
 */
export interface Kept {
  /** A folder that files were read in, in the order in which they were met: that of the files of an OOPS. */
  readonly folder: string;
  /** In the order of arrival: of two with one id the first is the one that is kept. */
  readonly oops: KeptOops;
  readonly bug: KeptBug;
  readonly reject: Reject;
  readonly discards: KeptDiscards;
  readonly source: Source;
  readonly export: ReadExport;
  readonly window: OutageWindow;
  readonly change: KeptChange;
  /** All runs, the refused ones too. */
  readonly run: StoredRun;
}

/** The kinds in an order in which they can be kept anew. */
export const KEPT_KINDS = [
  'folder',
  'oops',
  'bug',
  'reject',
  'discards',
  'source',
  'export',
  'window',
  'change',
  'run',
] as const satisfies readonly (keyof Kept)[];
export type KeptKind = (typeof KEPT_KINDS)[number];

/** An OOPS as it arrived, and every file that holds it. */
export interface KeptOops extends Pick<NewOops, 'oops' | 'time' | 'timeSource' | 'content'> {
  /** Milliseconds since the Unix epoch. */
  readonly arrivedAt: number;
  readonly files: readonly KeptFile[];
}

/** A file that holds an OOPS, with its stamp. A size of -1: nobody knows it; of -2: it has to be read again. */
export interface KeptFile extends FilePlace, FileStamp {}

/** The bug that a signature is tied to, also where no OOPS has the signature any more. */
export interface KeptBug extends Signature {
  readonly bug: number;
}

/** All that a source said of discards. */
export interface KeptDiscards {
  readonly source: string;
  readonly discards: readonly Discard[];
}

/** A change of the window log. */
export interface KeptChange extends WindowChange {
  /** Larger for a later one, and its own: the same change twice has the same. */
  readonly place: number;
}

/** Some of a kind. */
export interface KeptPart<Kind extends KeptKind> {
  readonly items: readonly Kept[Kind][];
  /** Where the next part begins. It means something to the store that gave it, as long as that is the same. */
  readonly mark: string;
}

/** How much a store keeps: equal in a store and its copy. */
export interface KeptCounts {
  readonly oopses: number;
  /** The sum of the CRCs of their contents, modulo 2^32: as many OOPSes can say something else. */
  readonly contents: number;
  /** Files that hold OOPSes, each as often as it holds one. */
  readonly files: number;
  readonly bugs: number;
  readonly rejects: number;
  /** Events that somebody said were thrown away. */
  readonly discarded: number;
  readonly sources: number;
  readonly exports: number;
  readonly windows: number;
  readonly changes: number;
  readonly runs: number;
}
