import { placeInFile } from '../store/records.js';
import { formatInstant } from '../time/instant.js';

/** What an ingest did, as JSON carries it. found = loaded + known + rejected + skipped. */
export interface IngestSummary {
  /** Files in dated folders, files given by name, and the rows of exports. */
  readonly found: number;
  readonly loaded: number;
  /** Read before, or a copy of what was. */
  readonly known: number;
  readonly rejected: number;
  /** No reports by their name: `.tmp` files, metadata. */
  readonly skipped: number;
  /** Too young to be read: they are left for the next run, and not among those found. */
  readonly unsettled: number;
  /** Exports and logs, whose rows are counted with the files. */
  readonly exports: number;
  /** Rows that are no errors, such as lines of information in a log; not among those found. */
  readonly notErrors: number;
  /** Of an export with very many refused rows, the first. */
  readonly rejects: readonly Refusal[];
  /** Folders that could not be listed: what lies in them was not found. */
  readonly unreadableFolders: readonly Refusal[];
  /** Of the OOPSes loaded, ISO 8601; null when there were none. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly elapsedSeconds: number;
}

/** A file or folder, and why it was refused. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
}

/** Counts what becomes of each file, and of each row of an export. */
export class Tally {
  /** How many of all are no news: they were counted when they were read before, and say the same. */
  readonly again = { known: 0, rejected: 0, notErrors: 0 };
  /** Files that could not be read, which may pass though they stay as they are; they are among the rejected. */
  readonly unreadable: Refusal[] = [];
  skipped = 0;
  known = 0;
  unsettled = 0;
  notErrors = 0;
  exports = 0;
  #loaded = 0;
  #unlisted = 0;
  readonly #rejects: (Refusal & { readonly line: number })[] = [];
  readonly #folders: Refusal[] = [];
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  load(time: number): void {
    this.#loaded++;
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
  }

  /** @param line of an export; 0 for a file that is one report */
  reject(path: string, reason: string, line = 0): void {
    this.#rejects.push({ path, reason, line });
  }

  /** Takes back that a file was refused, which is read again. Returns whether it had been. */
  takeBack(path: string): boolean {
    const index = this.#rejects.findIndex((reject) => reject.path === path && reject.line === 0);
    if (index >= 0) this.#rejects.splice(index, 1);
    return index >= 0;
  }

  /** Counts refusals without keeping them. */
  rejectUnlisted(count: number): void {
    this.#unlisted += count;
  }

  /** How many were loaded or known. */
  get good(): number {
    return this.#loaded + this.known;
  }

  get rejected(): number {
    return this.#rejects.length + this.#unlisted;
  }

  missFolder(refusal: Refusal): void {
    this.#folders.push(refusal);
  }

  summary(elapsedMilliseconds: number): IngestSummary {
    return {
      found: this.good + this.rejected + this.skipped,
      loaded: this.#loaded,
      known: this.known,
      rejected: this.rejected,
      skipped: this.skipped,
      unsettled: this.unsettled,
      exports: this.exports,
      notErrors: this.notErrors,
      rejects: this.#rejects
        .sort(byPlace)
        .map(({ path, reason, line }) => ({ path: placeInFile(path, line), reason })),
      unreadableFolders: this.#folders.sort(byPath),
      firstTime: this.#loaded > 0 ? formatInstant(this.#first) : null,
      lastTime: this.#loaded > 0 ? formatInstant(this.#last) : null,
      elapsedSeconds: elapsedMilliseconds / 1000,
    };
  }
}

function byPlace(a: Refusal & { line: number }, b: Refusal & { line: number }): number {
  return byPath(a, b) || a.line - b.line;
}

function byPath(a: Refusal, b: Refusal): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
