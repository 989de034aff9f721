import { join } from 'node:path';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import { ALL_DATES, type DateRange, type FoundFolder, findReports } from '../sources/find-reports.js';
import { type FileStamp, stampOfPath } from '../sources/read-report-file.js';
import type { DerivationSettings } from '../store/derivation-settings.js';
import type { Reject } from '../store/records.js';
import type { Db } from '../store/sqlite/database.js';
import { rejectsIn } from '../store/sqlite/tables/rejects.js';
import { openBatch } from './batch.js';
import { openKnownFiles } from './known-files.js';
import type { ReportFile } from './read-oops.js';
import { recordReadings } from './record-readings.js';
import { rereadFreed } from './reread-freed.js';
import { createYouthTest, SETTLING_TIME } from './settling.js';
import { type IngestSummary, Tally } from './tally.js';
import { readFiles } from './threads/read-files.js';

/** What an ingest works with. */
export interface IngestContext {
  readonly db: Db;
  readonly settings: DerivationSettings;
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
  /** Told after each folder entered and each file read: how many of the new files found so far are done. */
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** How far an ingest is. What lies in folders that it has not entered yet is not counted. */
export interface IngestProgress {
  readonly folder: string;
  readonly done: number;
  readonly found: number;
}

/**
 * Loads the OOPSes of repositories and files. What was read or refused before is read again once it has changed, and then
 * replaces what it said; what is so young that it may still be in the making is left for the next time.
 * It stores as it goes: an interrupted run keeps what it did, and the next one goes on from there.
 *
 * @param paths absolute paths; what is not there is as if it had not been given
 * @param tally counts on from what was read before
 */
export function ingest(...args: Parameters<typeof ingestInSteps>): IngestSummary {
  const steps = ingestInSteps(...args);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `ingest` in small steps, between which others may act. Whoever takes no more of them stops it: what it did is kept. */
export function* ingestInSteps(
  { db, settings, now }: IngestContext,
  paths: readonly string[],
  options: IngestOptions = {},
  tally = new Tally(),
): Generator<undefined, IngestSummary, undefined> {
  const { dates = ALL_DATES, retry = false, maxReportBytes, settle = SETTLING_TIME } = options;
  const { jobs = 1, onProgress = () => {} } = options;
  const startedAt = now();
  const batch = openBatch(db, settings, tally, startedAt, now);
  const isYoung = createYouthTest(settle, now);
  const progress = { done: 0, found: 0 };

  /** Leaves out what was refused before and has not changed since. */
  function* newReports(folder: FoundFolder): Generator<ReportFile> {
    const refused = retry ? new Map<string, Reject>() : rejectsIn(db, folder.path);
    progress.found += folder.reports.length;
    onProgress({ folder: folder.path, ...progress });
    for (const name of folder.reports) {
      const path = join(folder.path, name);
      const before = refused.get(name);
      if (before && isUnchanged(before, path)) {
        tally.reject(path, before.reason);
        progress.done++;
      } else {
        yield { directory: folder.path, date: folder.date, name, before: folder.changed.get(name) ?? null };
      }
    }
  }

  const knownFiles = (directory: string) =>
    openKnownFiles(db, directory, (name, seq, stamp) => batch.keepStamp({ directory, name }, seq, stamp));

  function* allNewReports(): Generator<ReportFile | null> {
    for (const folder of findReports(paths, { dates, knownFiles })) {
      tally.known += folder.known;
      tally.skipped += folder.skipped;
      if (folder.fault !== null) tally.missFolder({ path: folder.path, reason: folder.fault });
      for (const [name, reason] of folder.unreadable) {
        batch.add(folder.path, name, { kind: 'refused', reason, stamp: null });
      }
      yield* newReports(folder);
      if (folder.reports.length === 0) yield null;
    }
  }

  const { classification, kindClassification } = settings.rules;
  const rules = { classification, kindClassification };
  const limit = maxReportBytes ?? DEFAULT_DECODE_LIMITS.unpackedBytes;
  try {
    for (const next of readFiles(allNewReports(), { limit, jobs, rules })) {
      yield;
      if (next === null) continue;
      const { file, read } = next;
      if (read.kind === 'oops' || read.kind === 'refused') {
        if (isYoung(read.stamp)) tally.unsettled++;
        else batch.add(file.directory, file.name, read, file);
      }
      progress.done++;
      onProgress({ folder: file.directory, ...progress });
    }
    rereadFreed(db, batch, tally, { limit, rules, isYoung });
  } finally {
    batch.finish();
  }
  const summary = tally.summary(now() - startedAt);
  if (dates === ALL_DATES) {
    recordReadings(db, paths, summary, { at: startedAt, heldBack: summary.unsettled > 0 ? settle : 0 });
  }
  return summary;
}

/** Whether a file is still as it was when it was read, or refused. */
export function isUnchanged(before: FileStamp, path: string): boolean {
  const stamp = stampOfPath(path);
  return stamp !== null && stamp.size === before.size && stamp.modifiedAt === before.modifiedAt;
}
