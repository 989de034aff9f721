import { join } from 'node:path';
import type { FileStamp } from '../sources/read-report-file.js';
import type { DerivationSettings } from '../store/derivation-settings.js';
import { type NewOops, openOopsWriter } from '../store/oops-store.js';
import type { Db } from '../store/open-database.js';
import { openRejects } from '../store/reject-store.js';
import type { ReadOops } from './read-oops.js';
import type { Tally } from './tally.js';

/** A file that was there to be read. */
export type SettledOops = Extract<ReadOops, { kind: 'oops' | 'refused' }>;

/** What has been read and not yet stored. */
export interface Batch {
  /** Takes what came of reading a file, or a line of an export; stores what has come together when it is enough. */
  add(directory: string, name: string, read: SettledOops, line?: number): void;
  /** Stores what is left and makes all of it last. */
  finish(): void;
  /** How many refused lines were neither kept nor counted, because there were too many before them. */
  readonly unlisted: number;
}

interface PendingFile {
  readonly directory: string;
  readonly name: string;
  /** The line of an export; 0 for a file that is one report. */
  readonly line: number;
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
  let pending: PendingFile[] = [];
  let bytes = 0;
  let refusedLines = 0;
  let isOpen = false;
  let beganAt = 0;
  let stored = 0;

  /** Returns why it was refused, or null when it was not. */
  function storeOops(oops: NewOops): string | null {
    const outcome = writer.insert(oops, now);
    if (outcome.kind === 'conflict') return `another report has its id ${oops.oops.id}: ${outcome.path}`;
    if (outcome.kind === 'loaded') tally.load(oops.time);
    else tally.known++;
    return null;
  }

  function store({ directory, name, line, read }: PendingFile): void {
    const reason = read.kind === 'refused' ? read.reason : storeOops(read.oops);
    if (reason === null) return;
    if (line > 0 && ++refusedLines > LINES_LISTED) return;
    rejects.put({ directory, name, line, reason, rejectedAt: now, ...(read.stamp ?? NO_STAMP) });
    tally.reject(join(directory, name), reason, line);
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
      rejects.remove(files.filter(({ read, line }) => read.kind === 'oops' && line === 0));
      for (const file of files) store(file);
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
    add(directory, name, read, line = 0) {
      pending.push({ directory, name, line, read });
      if (read.kind === 'oops') bytes += read.oops.content.size;
      if (pending.length >= BATCH_FILES || bytes >= BATCH_BYTES) flush();
    },
    finish() {
      flush();
      commit();
    },
    get unlisted() {
      return Math.max(0, refusedLines - LINES_LISTED);
    },
  };
}
