import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OopsRules } from '../oops/classes/rules.js';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import { ALL_DATES, type DateRange, type FoundFolder, findReports } from '../sources/find-reports.js';
import { type FileStamp, stampOfPath } from '../sources/read-report-file.js';
import type { Loader } from '../store/loader.js';
import type { Reject } from '../store/records.js';
import type { Store } from '../store/store.js';
import { createBatch } from './batch.js';
import type { FoundExports } from './exports/found-exports.js';
import { createKnownFiles } from './known-files.js';
import { createPause } from './pause.js';
import type { ReadOops, ReportFile } from './read-oops.js';
import { recordReadings } from './record-readings.js';
import { rereadFreed } from './reread-freed.js';
import { createYouthTest, SETTLING_TIME } from './settling.js';
import { type IngestSummary, Tally } from './tally.js';
import { readFiles } from './threads/read-files.js';

/** What an ingest works with. */
export interface IngestContext {
  readonly store: Store;
  /** They say what is kept of a report. */
  readonly rules: OopsRules;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export interface IngestOptions {
  /** Only folders of these days. */
  readonly dates?: DateRange;
  /** Also tries again what was refused before and has not changed since. */
  readonly retry?: boolean;
  /** The largest report, in bytes unpacked. */
  readonly maxReportBytes?: number;
  /** Younger files, in milliseconds, are left for the next run, because they may still be in the making. */
  readonly settle?: number;
  /** How many threads read reports at most; 1: the one that stores them does it all. */
  readonly jobs?: number;
  /** Aborted when it is to stop: what it did is kept, and it throws the reason. */
  readonly signal?: AbortSignal;
  /** Takes the exports and logs that lie in the folders, which are not read here. */
  readonly found?: FoundExports;
  /**
   * Whether the paths are of files that somebody has just written: what is known of their folders, which can be very much,
   * is not looked up, and no reading is recorded. One that is known all the same is known by what it says.
   */
  readonly areNew?: boolean;
  /**
   * Whether the paths are parts of what is read: the folders in them are left alone, and no reading is recorded, which is
   * for who knows all the parts.
   */
  readonly areParts?: boolean;
  /** Told of each file that could be opened, as what it was read, and whether it is so young that it is left for the next run. */
  readonly onRead?: (path: string, stamp: FileStamp, isYoung: boolean) => void;
  /** Told after each folder entered, each file and some rows read: how many of what was found so far are done. */
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** How far an ingest is: with the files of folders, or with the rows of one export. */
export interface IngestProgress {
  /** Or the export. */
  readonly folder: string;
  readonly done: number;
  /** What lies in folders that it has not entered yet is not counted; null of an export, whose rows nobody knows before its end. */
  readonly found: number | null;
}

/**
 * Loads the OOPSes of repositories and files. What was read or refused before is read again once it has changed, and then
 * replaces what it said; what is so young that it may still be in the making is left for the next time.
 * It stores as it goes: an interrupted run keeps what it did, and the next one goes on from there.
 *
 * @param paths absolute paths; what is not there is as if it had not been given
 * @param tally counts on from what was read before
 */
export function ingestFolders(
  { store, rules, now }: IngestContext,
  paths: readonly string[],
  options: IngestOptions = {},
  tally = new Tally(),
): Promise<IngestSummary> {
  const startedAt = now();
  return store.load({ startedAt, clock: now, exists: existsSync }, async (loader) => {
    await readFolders({ loader, rules, now, tally }, paths, options);
    const { dates = ALL_DATES, settle = SETTLING_TIME, areNew = false, areParts = false } = options;
    const summary = tally.summary(now() - startedAt);
    if (dates === ALL_DATES && !areNew && !areParts) {
      const heldBack = summary.unsettled > 0 ? settle : 0;
      const own = paths.filter((path) => !options.found?.isAllExports(path));
      await recordReadings(loader, own, summary, { at: startedAt, heldBack });
    }
    return summary;
  });
}

const NONE_REFUSED: ReadonlyMap<string, Reject> = new Map();

/** What folders are read with. */
interface FolderReading extends Omit<IngestContext, 'store'> {
  readonly loader: Loader;
  readonly tally: Tally;
}

async function readFolders(
  { loader, rules: { classification, kindClassification, redaction }, now, tally }: FolderReading,
  paths: readonly string[],
  options: IngestOptions,
): Promise<void> {
  const { dates = ALL_DATES, retry = false, maxReportBytes, settle = SETTLING_TIME } = options;
  const { jobs = 1, areNew = false, areParts = false, signal } = options;
  const { onProgress = () => {}, onRead } = options;
  const batch = createBatch(loader, tally);
  const isYoung = createYouthTest(settle, now);
  const pause = createPause(signal);
  const progress = { done: 0, found: 0 };

  /** Why files were refused before that are read again. */
  const reasons = new Map<string, string>();

  async function refusedIn({ path, reports, unreadable }: FoundFolder): Promise<ReadonlyMap<string, Reject>> {
    if (areNew || reports.length + unreadable.size === 0) return NONE_REFUSED;
    return loader.refusedFiles(path);
  }

  /** Leaves out what was refused before and has not changed since. */
  function* newReports(folder: FoundFolder, refused: ReadonlyMap<string, Reject>): Generator<ReportFile> {
    progress.found += folder.reports.length;
    onProgress({ folder: folder.path, ...progress });
    for (const name of folder.reports) {
      const reject = refused.get(name);
      if (reject && isStillRefused(join(folder.path, name), reject)) continue;
      yield { directory: folder.path, date: folder.date, name, before: folder.changed.get(name) ?? null };
    }
  }

  /** Counts it when it is; else it is read again. */
  function isStillRefused(path: string, reject: Reject): boolean {
    if (retry || !isUnchanged(reject, path)) {
      reasons.set(path, reject.reason);
      return false;
    }
    tally.reject(path, reject.reason);
    tally.again.rejected++;
    progress.done++;
    return true;
  }

  const knownFiles = (directory: string) =>
    areNew
      ? () => 'new' as const
      : createKnownFiles(loader, directory, (name, before, stamp) =>
          batch.keepStamp({ directory, name }, before, stamp),
        );

  async function* allNewReports(): AsyncGenerator<Iterable<ReportFile>> {
    for await (const folder of findReports(paths, { dates, knownFiles, isFlat: areParts })) {
      options.found?.addFolder(folder);
      tally.known += folder.known;
      tally.again.known += folder.known;
      tally.skipped += folder.skipped;
      if (folder.fault !== null) tally.missFolder({ path: folder.path, reason: folder.fault });
      const refused = await refusedIn(folder);
      for (const [name, reason] of folder.unreadable) {
        if (refused.get(name)?.reason === reason) tally.again.rejected++;
        await batch.add(folder.path, name, { kind: 'refused', reason, stamp: null });
      }
      yield newReports(folder, refused);
    }
  }

  /** Stores what came of reading a file, or leaves it; undefined: there is nothing to be awaited. */
  function take(file: ReportFile, read: ReadOops): Promise<void> | undefined {
    if (read.kind !== 'oops' && read.kind !== 'refused') return undefined;
    const { directory, name } = file;
    const isLeft = isYoung(read.stamp);
    if (onRead && read.stamp !== null) onRead(join(directory, name), read.stamp, isLeft);
    if (isLeft) {
      tally.unsettled++;
      return undefined;
    }
    if (read.kind === 'refused' && reasons.get(join(directory, name)) === read.reason) tally.again.rejected++;
    return batch.add(directory, name, read, file);
  }

  const rules = { classification, kindClassification, redaction };
  const limit = maxReportBytes ?? DEFAULT_DECODE_LIMITS.unpackedBytes;
  try {
    for await (const some of readFiles(allNewReports(), { limit, jobs, rules })) {
      let isNothing = true;
      for (const { file, read } of some) {
        isNothing = false;
        const pausing = pause();
        if (pausing) await pausing;
        const storing = take(file, read);
        if (storing) await storing;
        progress.done++;
        onProgress({ folder: file.directory, ...progress });
      }
      if (isNothing) await pause(Number.POSITIVE_INFINITY);
    }
    await rereadFreed(batch, tally, { limit, rules, isYoung });
  } finally {
    await batch.flush();
  }
}

/** Whether a file is still as it was when it was read, or refused. */
export function isUnchanged(before: FileStamp, path: string): boolean {
  const stamp = stampOfPath(path);
  return stamp !== null && stamp.size === before.size && stamp.modifiedAt === before.modifiedAt;
}
