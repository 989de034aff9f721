import { join } from 'node:path';
import type { Earlier } from '../sources/list-folder.js';
import type { FileStamp } from '../sources/read-report-file.js';
import type { Freed, LoadedFile, Loader, LoadOutcome } from '../store/loader.js';
import type { FilePlace } from '../store/records.js';
import type { ReadOops } from './read-oops.js';
import type { Tally } from './tally.js';

/** A file that was there to be read. */
export type SettledOops = Extract<ReadOops, { kind: 'oops' | 'refused' }>;

/** What else is known of something that was read. */
export interface AddOptions {
  /** The line of an export; 0 for a file that is one report. */
  readonly line?: number;
  /** What the file said before; null when it said nothing. */
  readonly before?: Earlier | null;
  /** Whether it has been counted already. */
  readonly isCounted?: boolean;
  /** Whether it is read in another way than before: see LoadedFile. */
  readonly isReadAnew?: boolean;
}

/** What has been read and not yet stored. */
export interface Batch {
  /**
   * Takes what came of reading a file, or a line of an export; stores what has come together when it is enough. Undefined: there is
   * nothing to be awaited.
   */
  add(directory: string, name: string, read: SettledOops, options?: AddOptions): Promise<void> | undefined;
  /** Has the stamp of a file that says what it said before kept, with what is stored next. */
  keepStamp(place: FilePlace, before: Earlier, stamp: FileStamp): void;
  /** Stores what has come together. */
  flush(): Promise<void>;
  /** Stores what has come together, and gives what is free to be read again since the last time. */
  takeFreed(): Promise<FreedFiles>;
  /** How many refused lines were neither kept nor counted, because there were too many before them. */
  readonly unlisted: number;
}

/** Files that are to be read again, because one that changed had its say in what became of them. */
export interface FreedFiles extends Freed {
  /** Files that were read, and neither stored nor counted, because they wait for this. */
  readonly waiting: readonly FilePlace[];
}

interface PendingFile extends LoadedFile {
  readonly isCounted: boolean;
}

/** What is kept of a report can hold on to all of its text until it is stored. */
const BATCH_BYTES = 64 * 1024 * 1024;

/** Starts collecting. */
export function createBatch(loader: Loader, tally: Tally): Batch {
  let pending: PendingFile[] = [];
  let bytes = 0;
  let unlisted = 0;
  let waiting: PendingFile[] = [];

  function count(file: PendingFile, outcome: LoadOutcome): void {
    const { directory, name, line, read, isCounted } = file;
    if (outcome.kind === 'waiting') waiting.push(file);
    else if (outcome.kind === 'refused' && !outcome.isKept) unlisted++;
    else if (isCounted) return;
    else if (outcome.kind === 'refused') {
      const path = join(directory, name);
      tally.reject(path, outcome.reason, line);
      if (read.kind === 'refused' && read.stamp === null)
        tally.unreadable.push({ path, reason: outcome.reason });
    } else if (outcome.kind === 'loaded' && read.kind === 'oops') tally.load(read.oops.time);
    else countKnown(file);
  }

  function countKnown({ before }: PendingFile): void {
    tally.known++;
    if (before !== null) tally.again.known++;
  }

  async function flush(): Promise<void> {
    if (pending.length === 0) return;
    const files = pending;
    pending = [];
    bytes = 0;
    const outcomes = await loader.put(files);
    for (const [index, file] of files.entries()) count(file, outcomes[index] as LoadOutcome);
  }

  return {
    add(directory, name, read, { line = 0, before = null, isCounted = false, isReadAnew = false } = {}) {
      pending.push({ directory, name, line, before, isCounted, isReadAnew, read });
      if (read.kind === 'oops') bytes += read.oops.content.size;
      return pending.length >= loader.filesAtOnce || bytes >= BATCH_BYTES ? flush() : undefined;
    },
    keepStamp: (place, before, stamp) =>
      void pending.push({ ...place, line: 0, before, isCounted: true, read: { kind: 'same', stamp } }),
    flush,
    async takeFreed() {
      await flush();
      const { copies, refused } = await loader.takeFreed();
      const counted = waiting.filter(({ isCounted }) => isCounted);
      const taken = {
        copies: [...copies, ...counted],
        refused,
        waiting: waiting.filter(({ isCounted }) => !isCounted),
      };
      waiting = [];
      return taken;
    },
    get unlisted() {
      return unlisted;
    },
  };
}
