import { join } from 'node:path';
import type { RowSettings } from '../oops/events/document-settings.js';
import type { SummaryKind } from '../oops/oops.js';
import type { OutageWindow, Phase } from '../outages/window.js';
import type { DeploymentRun } from '../outages/window-log/deployment-log/deployment-run.js';
import type { Position } from '../sources/exports/position.js';

/** What the config says of a reporter. */
export interface ReporterTraits {
  readonly system: string;
  /** The kind of summary whose rules count its OOPSes. */
  readonly kind: SummaryKind;
}

/** A program instance that has written OOPSes. */
export interface Reporter extends ReporterTraits {
  /** As it was written first: of an OOPS in upper case. Names are compared without regard to case. */
  readonly name: string;
}

/** How often a reporter was heard, and from when to when. */
export interface HeardReporter {
  /** As in `Reporter`. */
  readonly name: string;
  /** Its OOPSes; 0 where none of it is left. */
  readonly count: number;
  /** Milliseconds since the Unix epoch; of an inexact time its day counts. Null without an OOPS. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
}

/** By how much the clock of a reporter was behind ours when it sent its events: see `clockOffset` of an OOPS. */
export interface ReporterClock {
  /** As in `Reporter`. */
  readonly reporter: string;
  /** Its events of which it is known. */
  readonly count: number;
  /** In milliseconds; of an even number the lower of the middle two. */
  readonly median: number;
}

/** How an OOPS belongs to an outage. */
export interface StoredAttribution {
  readonly outage: string;
  readonly phase: Phase;
  readonly relation: string;
  readonly disposition: string;
  /** The normal report leaves it out. */
  readonly isSuppressed: boolean;
}

/** A run of the deployment tool, with the log that told of it. */
export interface StoredRun {
  readonly run: DeploymentRun;
  readonly source: string;
}

/** How many windows an import added, corrected, and found as they were. */
export interface ImportedWindows {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Who changes the log, and when. */
export interface ChangeStamp {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly by: string;
}

export type ChangeAction = 'added' | 'updated' | 'ended' | 'removed';

/** A change of the log, as `windows log` shows it. */
export interface WindowChange {
  readonly action: ChangeAction;
  readonly before: OutageWindow | null;
  readonly after: OutageWindow | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly by: string;
}

/** What a source can be. `export`: files that somebody named, exports and single reports. */
export const SOURCE_KINDS = ['repository', 'export', 'queue', 'receiver'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A place that OOPSes are read from. */
export interface Source {
  readonly path: string;
  readonly kind: SourceKind;
  /** When the last reading that went through all of it began, in milliseconds since the Unix epoch. */
  readonly lastReadAt: number;
  /** Until when all is known that was written there; null where nobody can say, as of single reports. */
  readonly readUntil: number | null;
  /** Files younger than this, in milliseconds, were left for the next reading; 0 when there were none. */
  readonly heldBack: number;
  /** Whether it is a file that was seen to grow. */
  readonly hasGrown: boolean;
}

/** What a reading says of a source; what is left out is the moment of the reading, and nothing special. */
export type SourceReading = Pick<Source, 'path' | 'kind' | 'lastReadAt'> & Partial<Source>;

/** Events that a client or server says it threw away. */
export interface Discard {
  /** As reports name it, in any case. */
  readonly reporter: string;
  readonly reason: string;
  /** Start of the minute, in milliseconds since the Unix epoch. */
  readonly minute: number;
  readonly count: number;
}

/** An export, or a log, as it was when it was last read to its end. */
export interface ReadExport extends RowSettings {
  readonly path: string;
  /** Bytes; -1 as long as it has not been read to its end. With `modifiedAt` it says whether it has changed since. */
  readonly size: number;
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** Rows that were loaded, or known. */
  readonly goodRows: number;
  readonly rejectedRows: number;
  /** Rows that are no errors. */
  readonly otherRows: number;
  /** Where it is read on when it has grown; null: it is read from its beginning. */
  readonly position: Position | null;
}

/** A file by its folder and its name. */
export interface FilePlace {
  readonly directory: string;
  readonly name: string;
}

/** Something that ingest could not read. */
export interface Reject extends FilePlace {
  /** The line of an export; 0 for a file that is one report. */
  readonly line: number;
  readonly reason: string;
  /** When it was refused, in milliseconds since the Unix epoch. */
  readonly rejectedAt: number;
  /** Bytes. With `modifiedAt` it says whether the file has changed since. */
  readonly size: number;
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
}

/** Where a reject lies, for people: the path, and the line in an export. */
export function placeOf({ directory, name, line }: Reject): string {
  return placeInFile(join(directory, name), line);
}

/** A place in a file, for people; line 0 is all of it. */
export function placeInFile(path: string, line: number): string {
  return line > 0 ? `${path} line ${line}` : path;
}
