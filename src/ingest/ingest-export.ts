import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_DOCUMENT_SETTINGS,
  type DocumentSettings,
  type RowSettings,
} from '../oops/events/read-document.js';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import { openExport } from '../sources/exports/export-file.js';
import { ALL_DATES } from '../sources/find-reports.js';
import type { Loader } from '../store/loader.js';
import type { ReadExport } from '../store/records.js';
import { createBatch } from './batch.js';
import { type IngestContext, type IngestOptions, isUnchanged } from './ingest-folders.js';
import { loadRows } from './load-rows.js';
import { rereadFreed } from './reread-freed.js';
import { createYouthTest, SETTLING_TIME } from './settling.js';
import type { Tally } from './tally.js';

export interface IngestExportOptions extends IngestOptions {
  /** How the rows of a file are read, where the user says it; what is left out is as at the last reading. */
  readonly rowsOf?: (path: string) => Partial<DocumentSettings>;
  /** Told once for each export what of it is left out. */
  readonly onRemark?: (remark: string) => void;
}

/** What a reading says of an export that is known to its end. */
export interface ExportReading {
  /** When the file was written last, in milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** Whether it was seen to grow. */
  readonly hasGrown: boolean;
  readonly holds: 'rows' | 'refusals' | 'nothing';
}

/**
 * Loads the rows of one export or log, as a stream. One that is as it was when it was last read to its end is not read
 * again; one that has grown is read on from where it was. Where that cannot be, as it was rotated, it is read from its
 * beginning: the rows that are in the database with the same content are known, and those that say something else than
 * before replace it. With `dates`, rows of other days are as if they were not there.
 *
 * Returns what is known of it now; null where that is not all.
 */
export function ingestExport(
  { store, rules, now }: IngestContext,
  path: string,
  options: IngestExportOptions,
  tally: Tally,
): Promise<ExportReading | null> {
  const { dates = ALL_DATES, retry = false, rowsOf = () => ({}) } = options;
  const startedAt = now();
  return store.load({ startedAt, clock: now, exists: existsSync }, async (loader) => {
    const before = await loader.findExport(path);
    const settings = { ...DEFAULT_DOCUMENT_SETTINGS, ...(before && settingsOf(before)), ...rowsOf(path) };
    const isAsBefore = before !== undefined && isDeepStrictEqual(settingsOf(before), settingsOf(settings));
    if (before && isAsBefore && !retry && isUnchanged(before, path)) {
      await countAgain(loader, before, tally);
      return dates === ALL_DATES ? readingOf(before, false) : null;
    }
    const canGoOn = isAsBefore && !retry && dates === ALL_DATES;
    const reading = await readRows({ loader, rules, now, tally }, path, {
      ...options,
      settings,
      before,
      canGoOn,
    });
    if (!reading) return null;
    await loader.endExport(reading);
    return readingOf(reading, before !== undefined && before.size >= 0 && before.size < reading.size);
  });
}

function settingsOf({ columns, format, errorLevels }: RowSettings): RowSettings {
  return { columns, format, errorLevels };
}

function readingOf(
  { modifiedAt, goodRows, otherRows, rejectedRows }: ReadExport,
  hasGrown: boolean,
): ExportReading {
  const holds = goodRows + otherRows > 0 ? 'rows' : rejectedRows > 0 ? 'refusals' : 'nothing';
  return { modifiedAt, hasGrown, holds };
}

/** What rows are read with. */
interface RowReading extends Omit<IngestContext, 'store'> {
  readonly loader: Loader;
  readonly tally: Tally;
}

interface RowReadingOptions extends IngestExportOptions {
  readonly settings: DocumentSettings;
  /** How the export was when it was read last; undefined: it never was. */
  readonly before: ReadExport | undefined;
  /** Whether it may be read on from there. */
  readonly canGoOn: boolean;
}

/** Loads the rows. Returns how the export was when it was read to its end, or null when it could not be. */
async function readRows(
  context: RowReading,
  path: string,
  options: RowReadingOptions,
): Promise<ReadExport | null> {
  const { loader, rules, now, tally } = context;
  const { settings, before, canGoOn, onRemark = () => {} } = options;
  const limit = options.maxReportBytes ?? DEFAULT_DECODE_LIMITS.unpackedBytes;
  const remark = (text: string) => onRemark(`${path}: ${text}`);
  const from = (canGoOn && before?.position) || null;
  const opened = openExport(path, { limit, columns: settings.columns, onRemark: remark, from });
  if (opened.kind === 'gone') return null;
  if (opened.kind === 'refused') {
    await loader.beginExport(path, settingsOf(settings));
    const batch = createBatch(loader, tally);
    await batch.add(dirname(path), basename(path), opened);
    await batch.flush();
    return null;
  }
  const { start, stamp } = opened;
  if (from && !start)
    remark('does not begin as it did, rotated or truncated perhaps: it was read from its beginning');
  const counted = countsOf(tally);
  if (before && start) await countAgain(loader, before, tally, start.lines);
  const lastIds = start ? await loader.lastIds(path, LAST_IDS) : NO_IDS;
  await loader.beginExport(path, settingsOf(settings), start?.lines);
  const batch = createBatch(loader, tally);
  try {
    const isKnownId = (id: string) => lastIds.has(id);
    const end = await loadRows(opened, { ...options, path, rules, loader, batch, tally, isKnownId });
    await batch.flush();
    /** What came of its rows; files that get their turn because of them are not among them. */
    const own = difference(countsOf(tally), counted, batch.unlisted);
    if (before && end.isWhole && !start) await loader.releaseVanishedRows(path);
    const isYoung = createYouthTest(options.settle ?? SETTLING_TIME, now);
    await rereadFreed(batch, tally, { limit, rules, isYoung });
    await batch.flush();
    await listUnlisted(loader, tally, { path, line: end.line, count: batch.unlisted });
    return end.isWhole ? { path, ...stamp, ...settingsOf(settings), ...own, position: end.position } : null;
  } finally {
    await batch.flush();
  }
}

/** So many OOPSes that were loaded last tell whether a line is equal to one of those before. */
const LAST_IDS = 10_000;
const NO_IDS: ReadonlySet<string> = new Set();

type RowCounts = Pick<ReadExport, 'goodRows' | 'rejectedRows' | 'otherRows'>;

function countsOf({ good, rejected, notErrors }: Tally): RowCounts {
  return { goodRows: good, rejectedRows: rejected, otherRows: notErrors };
}

function difference(after: RowCounts, before: RowCounts, unlisted: number): RowCounts {
  return {
    goodRows: after.goodRows - before.goodRows,
    rejectedRows: after.rejectedRows - before.rejectedRows + unlisted,
    otherRows: after.otherRows - before.otherRows,
  };
}

/** Counts refused rows that are not kept one by one. */
async function listUnlisted(
  loader: Loader,
  tally: Tally,
  { path, line, count }: { readonly path: string; readonly line: number; readonly count: number },
): Promise<void> {
  if (count === 0) return;
  const reason = `and ${count} more up to here, which are not listed one by one`;
  await loader.refuseRows({ directory: dirname(path), name: basename(path) }, line, reason);
  tally.reject(path, reason, line);
  tally.rejectUnlisted(count - 1);
}

/** Counts what an export said that is as it was, up to a line. */
async function countAgain(
  loader: Loader,
  { path, goodRows, rejectedRows, otherRows }: ReadExport,
  tally: Tally,
  lines = Number.POSITIVE_INFINITY,
): Promise<void> {
  const rejects = await loader.refusedRows(path);
  for (const { reason, line } of rejects) if (line <= lines) tally.reject(path, reason, line);
  tally.rejectUnlisted(rejectedRows - rejects.length);
  tally.known += goodRows;
  tally.notErrors += otherRows;
}
