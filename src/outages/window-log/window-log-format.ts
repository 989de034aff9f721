import type { OutageWindow } from '../window.js';
import type { DeploymentRun } from './deployment-log/deployment-run.js';
import type { WindowColumnMap } from './mapped-json/column-map.js';

/** What a window log holds: the good windows, what was refused and why, and what was left out without harm. */
export interface ReadWindows {
  readonly windows: readonly { readonly window: OutageWindow; readonly line: number }[];
  readonly refused: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  readonly remarks: readonly string[];
  /** The runs of the deployment tool that a log tells of; those that were refused made no window. */
  readonly runs?: readonly DeploymentRun[];
  /** What a calendar says of plans that it has no more. */
  readonly calledOff?: CalledOff;
}

/** What a calendar says of plans that it has no more: see `findCalledOff`. */
export interface CalledOff {
  /** The outages and series that it says are cancelled. */
  readonly cancelled: readonly string[];
  /** The series that it tells in full: other times to come of them are off. */
  readonly complete: readonly string[];
}

/** What a file of windows is read against. */
export interface WindowFileOptions {
  /** The file's name, for messages and as the windows' source. */
  readonly file: string;
  /** The systems of the config; null when it lists none, and any name will do. */
  readonly knownSystems: ReadonlySet<string> | null;
  /** The IANA zone of times without an offset; UTC when it is not named. */
  readonly zone?: string;
  /** The systems of windows whose source names none; absent: what the form says of such. */
  readonly systems?: readonly string[];
}

/** What a window log is read against, whatever its form. */
export interface WindowLogOptions extends WindowFileOptions {
  /** When it is read: what ends later is not over. Milliseconds since the Unix epoch, UTC. */
  readonly now: number;
  /** The labels whose values name systems in the matchers of silences; absent: `SILENCE_LABELS`. */
  readonly silenceLabels?: readonly string[];
  /** Where the columns of a window lie in JSON that has keys of its own. */
  readonly columns?: WindowColumnMap;
  /** Where an event that repeats without end is cut off. Milliseconds since the Unix epoch, UTC. */
  readonly until: number;
}

/** A form in which people keep outage windows. */
export interface WindowLogFormat {
  /** What it is called: `a calendar`. */
  readonly name: string;
  /** What files of it are, for the help: `calendars (iCalendar), whose windows are plans`. */
  readonly files: string;
  /**
   * Its tool alone names its outages: what a later file says of one takes the place of what an earlier one said, see
   * `findReplaced`. A calendar names only plans.
   */
  readonly ownsOutages?: 'all' | 'plans';
  /** In bytes; what is larger is no log of this form. */
  readonly largest: number;
  /** Whether a text begins as a log of this form does. `bytes` are what it was read from. */
  readonly recognises: (head: string, bytes: Uint8Array) => boolean;
  /** Reads a whole log. Throws a UserError for a file that is none. */
  readonly read: (bytes: Uint8Array, options: WindowLogOptions) => ReadWindows;
  /** Writes windows so that `read` gives the same; a log that only machines write has no such. */
  readonly print?: (windows: readonly OutageWindow[]) => string;
}

const MEBIBYTE = 1024 * 1024;

/** A window takes a hundred bytes where people write it, and a run of the deployment tool a few thousand. */
export const LARGEST_BY_HAND = 16 * MEBIBYTE;
export const LARGEST_BY_MACHINE = 256 * MEBIBYTE;

/** The text of a log, without its byte order mark; what is no text in it is marked. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** UTF-16 with a byte order mark is what Excel saves as "Unicode text" and PowerShell redirects; all else is UTF-8. */
export function encodingOf(bytes: Uint8Array): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
}
