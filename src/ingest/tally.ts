import { formatInstant } from '../time/instant.js';

/** What an ingest did, as JSON carries it. found = loaded + known + rejected + skipped. */
export interface IngestSummary {
  /** Files in dated folders, and files given by name. */
  readonly found: number;
  readonly loaded: number;
  /** Read before, or a copy of what was. */
  readonly known: number;
  readonly rejected: number;
  /** No reports by their name: `.tmp` files, metadata. */
  readonly skipped: number;
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

/** Counts what becomes of each file. */
export class Tally {
  skipped = 0;
  known = 0;
  #loaded = 0;
  readonly #rejects: Refusal[] = [];
  readonly #folders: Refusal[] = [];
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  load(time: number): void {
    this.#loaded++;
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
  }

  reject(refusal: Refusal): void {
    this.#rejects.push(refusal);
  }

  missFolder(refusal: Refusal): void {
    this.#folders.push(refusal);
  }

  summary(elapsedMilliseconds: number): IngestSummary {
    return {
      found: this.#loaded + this.known + this.#rejects.length + this.skipped,
      loaded: this.#loaded,
      known: this.known,
      rejected: this.#rejects.length,
      skipped: this.skipped,
      rejects: this.#rejects.sort(byPath),
      unreadableFolders: this.#folders.sort(byPath),
      firstTime: this.#loaded > 0 ? formatInstant(this.#first) : null,
      lastTime: this.#loaded > 0 ? formatInstant(this.#last) : null,
      elapsedSeconds: elapsedMilliseconds / 1000,
    };
  }
}

function byPath(a: Refusal, b: Refusal): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
