import type { FileStamp } from '../../sources/read-report-file.js';
import type { FilePlace } from '../records.js';
import type { NewOops } from '../stored-oops.js';

/** What became of it: stored, there already, or refused because `paths` hold another report with its id. */
export type InsertOutcome<Stored> =
  | { readonly kind: 'loaded' | 'known'; readonly stored: Stored }
  | { readonly kind: 'conflict'; readonly stored: Stored; readonly paths: readonly string[] };

/** What is left of an OOPS that a file no longer holds. */
export interface Released {
  readonly oopsId: string;
  /** The files that still hold it; when there are none, it is gone. */
  readonly others: readonly FilePlace[];
}

/** The OOPSes of an engine, as who stores files changes them. `Stored`: what the engine names one of them by. */
export interface StoredOopses<Stored> {
  /** Stores an OOPS and its file. */
  insert(oops: NewOops, arrivedAt: number, stamp?: FileStamp): InsertOutcome<Stored>;
  /** Has an OOPS say what is read of the same content now; the files that hold it stay. Returns whether it said the same before. */
  correct(
    stored: Stored,
    oops: NewOops,
    arrivedAt: number,
  ): { readonly stored: Stored; readonly isSame: boolean };
  /** Whether a file holds an OOPS. */
  isIn(stored: Stored, place: FilePlace): boolean;
  /** Whether an OOPS is stored with this very content. */
  holds(stored: Stored, oops: NewOops): boolean;
  /** Keeps another stamp of a file that still holds the OOPS. */
  stamp(stored: Stored, place: FilePlace, stamp: FileStamp): void;
  /** Takes back that a file holds an OOPS, which goes with its last file. */
  release(stored: Stored, place: FilePlace): Released;
  /** Removes an OOPS, whatever files hold it. */
  remove(stored: Stored): void;
}
