import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FileStamp } from '../sources/read-report-file.js';
import type { DerivationSettings } from '../store/derivation-settings.js';
import type { Db } from '../store/sqlite/database.js';
import { type FilePlace, UNSETTLED_STAMP } from '../store/sqlite/tables/files.js';
import { openOopsWriter } from '../store/sqlite/tables/oopses.js';
import { conflictReason, openRejects } from '../store/sqlite/tables/rejects.js';
import { createSeqSet, type SeqSet } from '../store/sqlite/tables/seq-set.js';
import { findExport } from '../store/sqlite/tables/sources.js';
import type { ReadOops } from './read-oops.js';
import type { Tally } from './tally.js';

/** A file that was there to be read. */
export type SettledOops = Extract<ReadOops, { kind: 'oops' | 'refused' }>;

/** What more is known of what was read. */
export interface AddOptions {
  /** The line of an export; 0 for a file that is one report. */
  readonly line?: number;
  /** The number of what the file said before; null when it said nothing. */
  readonly before?: number | null;
  /** Whether it has been counted already. */
  readonly isCounted?: boolean;
}

/** What has been read and not yet stored. */
export interface Batch {
  /** Takes what came of reading a file, or a line of an export; stores what has come together when it is enough. */
  add(directory: string, name: string, read: SettledOops, options?: AddOptions): void;
  /** Keeps the stamp of a file that says what it said before. */
  keepStamp(place: FilePlace, seq: number, stamp: FileStamp): void;
  /** Takes back that a file holds an OOPS. */
  release(place: FilePlace, seq: number): void;
  /** Whether a file was written just before it was read, so that it can have changed since without a trace. */
  isFresh(stamp: FileStamp): boolean;
  /** Stores what has come together. */
  flush(): void;
  /** Stores what has come together, and gives what is free to be read again since the last time. */
  takeFreed(): Freed;
  /** Stores what is left and makes all of it last. */
  finish(): void;
  /** The numbers of what was loaded or known. */
  readonly seen: SeqSet;
  /** How many refused lines were neither kept nor counted, because there were too many before them. */
  readonly unlisted: number;
}

/** What a file that changed had its say in. */
export interface Freed {
  /** Ids that may belong to another report now. */
  readonly ids: ReadonlySet<string>;
  /** Files that held the same OOPS: the first of them decides anew. */
  readonly copies: readonly FilePlace[];
  /** Files that were read and not stored, because they wait for this. */
  readonly waiting: readonly FilePlace[];
}

interface PendingFile extends FilePlace, Required<AddOptions> {
  readonly read: SettledOops;
}

const BATCH_FILES = 250;
/**
 * How many files a transaction has at most, and how many milliseconds after its beginning it ends. An index of a million
 * random ids is written page by page: the more rows a transaction has, the fewer pages each of them costs. But what
 * it has is lost when the process is killed, and others who want to write have to wait for its end.
 */
const TRANSACTION_FILES = 50_000;
const TRANSACTION_MILLISECONDS = 3000;
/** What is kept of a report can hold on to all of its text until it is stored. */
const BATCH_BYTES = 64 * 1024 * 1024;
/** How many refused lines of an export are kept with their reasons; it can have millions. */
const LINES_LISTED = 1000;
/** Equal to the stamp of no file: what could not be opened is tried again every time. */
const NO_STAMP: FileStamp = { size: -1, modifiedAt: 0 };
/** Clocks of file systems go by steps of up to so many milliseconds: within one, a change need not show. */
const CLOCK_STEP = 2000;

/** Starts collecting. `now` becomes the time of arrival of every OOPS. */
export function openBatch(
  db: Db,
  settings: DerivationSettings,
  tally: Tally,
  now: number,
  clock: () => number,
): Batch {
  const writer = openOopsWriter(db, settings);
  const rejects = openRejects(db);
  let pending: (PendingFile | (() => void))[] = [];
  let bytes = 0;
  let refusedLines = 0;
  let isOpen = false;
  let beganAt = 0;
  let stored = 0;
  const seen = createSeqSet();
  let freed = noFreed();

  function isFresh({ modifiedAt }: FileStamp): boolean {
    return modifiedAt >= now - CLOCK_STEP && modifiedAt <= clock() + CLOCK_STEP;
  }

  function stampToKeep(stamp: FileStamp): FileStamp {
    return isFresh(stamp) ? { ...stamp, size: UNSETTLED_STAMP } : stamp;
  }

  /** Returns why it was refused, or null when it was not. */
  function storeOops(
    file: PendingFile,
    { oops, stamp }: Extract<SettledOops, { kind: 'oops' }>,
  ): string | null {
    const outcome = writer.insert(oops, now, file.line > 0 ? undefined : stampToKeep(stamp));
    if (outcome.kind === 'conflict') {
      const { seq, paths } = outcome;
      if (!isOutdated(file, seq, paths)) return conflictReason(oops.oops.id, paths[0] ?? oops.oops.id);
      freed.ids.add(oops.oops.id);
      writer.remove(seq);
      return storeOops(file, { kind: 'oops', oops, stamp });
    }
    seen.add(outcome.seq);
    if (file.isCounted) return null;
    if (outcome.kind === 'loaded') tally.load(oops.time);
    else tally.known++;
    return null;
  }

  /** Whether what is stored under an id gives way: no file says it any more, or only this export did, at its last reading. */
  function isOutdated(
    { directory, name, line }: FilePlace & { line: number },
    seq: number,
    paths: readonly string[],
  ) {
    if (line > 0) return paths.length === 1 && paths[0] === join(directory, name) && !seen.has(seq);
    return paths.length > 0 && !paths.some((path) => existsSync(path));
  }

  /** Takes back what a file said before. Returns whether that leaves anything of it to be stored. */
  function replace(file: PendingFile, seq: number, { stamp, ...read }: SettledOops): boolean {
    if (!writer.isIn(seq, file)) return true;
    if (read.kind === 'oops' && writer.holds(seq, read.oops)) {
      writer.stamp(seq, file, stampToKeep(stamp ?? NO_STAMP));
      if (!file.isCounted) tally.known++;
      return false;
    }
    // What could not be opened has not said anything else.
    if (stamp === null) return true;
    const { oopsId, others } = writer.release(seq, file);
    freed.ids.add(oopsId);
    if (others.length === 0 || !others.every(canBeReadAgain)) return true;
    writer.remove(seq);
    freed.copies.push(...others);
    (file.isCounted ? freed.copies : freed.waiting).push({ directory: file.directory, name: file.name });
    return false;
  }

  function canBeReadAgain({ directory, name }: FilePlace): boolean {
    const path = join(directory, name);
    return existsSync(path) && !findExport(db, path);
  }

  function store(file: PendingFile): void {
    const { directory, name, line, before, read } = file;
    if (before !== null && !replace(file, before, read)) return;
    const reason = read.kind === 'refused' ? read.reason : storeOops(file, read);
    if (reason === null) return;
    if (line > 0 && ++refusedLines > LINES_LISTED) return;
    const stamp = read.stamp === null ? NO_STAMP : stampToKeep(read.stamp);
    rejects.put({ directory, name, line, reason, rejectedAt: now, ...stamp });
    if (!file.isCounted) tally.reject(join(directory, name), reason, line);
  }

  function put(file: PendingFile | (() => void)): void {
    pending.push(file);
    if ('read' in file && file.read.kind === 'oops') bytes += file.read.oops.content.size;
    if (pending.length >= BATCH_FILES || bytes >= BATCH_BYTES) flush();
  }

  function flush(): void {
    if (pending.length === 0) return;
    if (!isOpen) {
      writer.begin();
      isOpen = true;
      beganAt = clock();
    }
    const files = pending;
    pending = [];
    bytes = 0;
    stored += files.length;
    try {
      rejects.remove(files.filter(isReport));
      for (const file of files)
        if (typeof file === 'function') file();
        else store(file);
    } catch (error) {
      isOpen = false;
      writer.rollBack();
      throw error;
    }
    if (stored >= TRANSACTION_FILES || clock() - beganAt >= TRANSACTION_MILLISECONDS) commit();
  }

  function commit(): void {
    if (isOpen) writer.commit();
    isOpen = false;
    stored = 0;
  }

  return {
    add(directory, name, read, { line = 0, before = null, isCounted = false } = {}) {
      put({ directory, name, line, before, isCounted, read });
    },
    keepStamp: (place, seq, stamp) => put(() => writer.stamp(seq, place, stamp)),
    release: (place, seq) => put(() => void freed.ids.add(writer.release(seq, place).oopsId)),
    isFresh,
    flush,
    takeFreed() {
      flush();
      const taken = freed;
      freed = noFreed();
      return taken;
    },
    finish() {
      flush();
      commit();
    },
    seen,
    get unlisted() {
      return Math.max(0, refusedLines - LINES_LISTED);
    },
  };
}

/** Whether it is a file that could be read after all. */
function isReport(file: PendingFile | (() => void)): file is PendingFile {
  return typeof file !== 'function' && file.read.kind === 'oops' && file.line === 0;
}

function noFreed() {
  return { ids: new Set<string>(), copies: [] as FilePlace[], waiting: [] as FilePlace[] };
}
