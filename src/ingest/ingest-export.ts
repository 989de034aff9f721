import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { crc32 } from 'node:zlib';
import { createTimeOutTest } from '../oops/classes/classification.js';
import { oopsFromExport } from '../oops/exported-report.js';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import type { DocumentObject } from '../oops/formats/document-value.js';
import { ReportError } from '../oops/formats/report-error.js';
import type { KeepsStatement } from '../oops/oops-from-report.js';
import type { ColumnMap } from '../sources/exports/columns.js';
import { openExport } from '../sources/exports/export-file.js';
import type { ExportRow } from '../sources/exports/export-row.js';
import { ALL_DATES, type DateRange, holdsDate } from '../sources/find-reports.js';
import type { FileStamp } from '../sources/read-report-file.js';
import type { Loader } from '../store/loader.js';
import type { ReadExport } from '../store/records.js';
import { type NewOops, TIME_SOURCES } from '../store/stored-oops.js';
import { formatDate } from '../time/instant.js';
import { createBatch, type SettledOops } from './batch.js';
import { type IngestContext, type IngestOptions, isUnchanged } from './ingest-folders.js';
import { timeOfOops } from './read-oops.js';
import { rereadFreed } from './reread-freed.js';
import { createYouthTest, SETTLING_TIME } from './settling.js';
import type { Tally } from './tally.js';

export interface IngestExportOptions extends IngestOptions {
  /** For CSV: the columns whose names are not those of the keys; by default as at the last reading. */
  readonly columns?: ColumnMap;
  /** Told once for each export what of it is left out. */
  readonly onRemark?: (remark: string) => void;
}

/** Progress is told once in so many rows. */
const ROWS_AT_ONCE = 2000;

/**
 * Loads the rows of one export, as a stream. One that is as it was when it was last read to its end is not read again;
 * of one that has grown, the rows that are in the database with the same content are known, and those that say something
 * else than before replace it. With `dates`, rows of other days are as if they were not there.
 */
export function ingestExport(
  { store, rules, now }: IngestContext,
  path: string,
  options: IngestExportOptions,
  tally: Tally,
): Promise<void> {
  const { dates = ALL_DATES, retry = false } = options;
  const startedAt = now();
  return store.load({ startedAt, clock: now, exists: existsSync }, async (loader) => {
    const before = await loader.findExport(path);
    const columns = options.columns ?? before?.columns ?? {};
    if (before && !retry && isUnchanged(before, path) && isDeepStrictEqual(before.columns, columns)) {
      await countAgain(loader, before, tally);
      if (dates === ALL_DATES) await recordReading(loader, before, now());
      return;
    }
    const isKnown = before !== undefined;
    const reading = await readRows({ loader, rules, now, tally }, path, { ...options, columns, isKnown });
    if (!reading) return;
    await loader.endExport(reading);
    const hasGrown = before !== undefined && before.size >= 0 && before.size < reading.size;
    await recordReading(loader, reading, startedAt, hasGrown);
  });
}

/** What rows are read with. */
interface RowReading extends Omit<IngestContext, 'store'> {
  readonly loader: Loader;
  readonly tally: Tally;
}

interface RowReadingOptions extends IngestExportOptions {
  readonly columns: ColumnMap;
  /** Whether the export was read before. */
  readonly isKnown: boolean;
}

/** Loads the rows. Returns how the export was when it was read to its end, or null when it could not be. */
async function readRows(
  { loader, rules, now, tally }: RowReading,
  path: string,
  options: RowReadingOptions,
): Promise<ReadExport | null> {
  const { dates = ALL_DATES, onProgress = () => {}, onRemark = () => {}, signal, columns } = options;
  const place = { directory: dirname(path), name: basename(path) };
  const batch = createBatch(loader, tally);
  const keepsStatement = createTimeOutTest(rules);
  const limit = options.maxReportBytes ?? DEFAULT_DECODE_LIMITS.unpackedBytes;
  const isYoung = createYouthTest(options.settle ?? SETTLING_TIME, now);
  const opened = openExport(path, {
    limit,
    columns,
    onRemark: (remark) => onRemark(`${path}: ${remark}`),
  });
  if (opened.kind === 'gone') return null;
  await loader.beginExport(path, columns);
  const counted = { good: tally.good, rejected: tally.rejected };
  /** What came of its rows; files that get their turn because of them are not among them. */
  let own = { good: 0, rejected: 0 };
  let isWhole = dates === ALL_DATES;
  let rows = 0;
  let line = 0;
  try {
    if (opened.kind === 'refused') {
      await batch.add(place.directory, place.name, opened);
      isWhole = false;
    } else {
      for await (const row of opened.rows) {
        signal?.throwIfAborted();
        line = row.line;
        if (row.kind === 'cut') isWhole = false;
        const read = readRow(row, { ...place, stamp: opened.stamp, dates, keepsStatement });
        if (read) await batch.add(place.directory, place.name, read, { line });
        if (++rows % ROWS_AT_ONCE === 0) onProgress({ folder: path, done: rows, found: rows });
      }
    }
    await batch.flush();
    own = { good: tally.good - counted.good, rejected: tally.rejected - counted.rejected + batch.unlisted };
    if (options.isKnown && isWhole) await loader.releaseVanishedRows(path);
    await rereadFreed(batch, tally, { limit, rules, isYoung });
  } finally {
    await batch.flush();
  }
  if (batch.unlisted > 0) {
    const reason = `and ${batch.unlisted} more up to here, which are not listed one by one`;
    await loader.refuseRows(place, line, reason);
    tally.reject(path, reason, line);
    tally.rejectUnlisted(batch.unlisted - 1);
  }
  if (!isWhole || opened.kind === 'refused') return null;
  return { path, ...opened.stamp, columns, goodRows: own.good, rejectedRows: own.rejected };
}

/**
 * Records until when the export is known: until it was written last, and once it was seen to grow, so that more is
 * expected of it, until it was read. Where every row was refused, or there never was one, nothing is.
 */
async function recordReading(
  loader: Loader,
  { path, modifiedAt, goodRows, rejectedRows }: ReadExport,
  readAt: number,
  isGrowing = false,
): Promise<void> {
  const before = (await loader.sources()).find((source) => source.path === path);
  if (goodRows === 0 && (rejectedRows > 0 || !before)) return;
  const hasGrown = isGrowing || (before?.hasGrown ?? false);
  const readUntil = hasGrown ? readAt : Math.min(modifiedAt, readAt);
  await loader.recordFileReading({ path, lastReadAt: readAt, readUntil, hasGrown });
}

/** Counts an export that is as it was. */
async function countAgain(
  loader: Loader,
  { path, goodRows, rejectedRows }: ReadExport,
  tally: Tally,
): Promise<void> {
  const rejects = await loader.refusedRows(path);
  for (const { reason, line } of rejects) tally.reject(path, reason, line);
  tally.rejectUnlisted(rejectedRows - rejects.length);
  tally.known += goodRows;
}

interface RowSettings {
  readonly directory: string;
  readonly name: string;
  readonly stamp: FileStamp;
  readonly dates: DateRange;
  readonly keepsStatement: KeepsStatement;
}

/** Null for a row of a day that was not asked for. */
function readRow(
  row: ExportRow,
  { directory, name, stamp, dates, keepsStatement }: RowSettings,
): SettledOops | null {
  if (row.kind === 'text') return { kind: 'refused', reason: NO_JSON, stamp };
  if (row.kind !== 'row') return { kind: 'refused', reason: row.reason, stamp };
  const read = readExportedOops(row, keepsStatement);
  if ('refusal' in read) return { kind: 'refused', reason: read.refusal, stamp };
  if (!holdsDate(dates, formatDate(read.time))) return null;
  return { kind: 'oops', oops: { ...read, directory, fileName: name }, stamp };
}

const NO_JSON = 'is no JSON: each line must be an object of its own';

/** The document of a row, and the bytes that tell it from another one with the same id. */
interface ExportedRow {
  readonly document: DocumentObject;
  readonly bytes: Uint8Array;
}

/** What is stored of an exported row but for its file, or why it is refused. */
type ReadExportedOops = Omit<NewOops, 'directory' | 'fileName'> | { readonly refusal: string };

/**
 * Reads a row of an export. Its `timeSource` says where its time came from; without one, the time is the report's own.
 */
function readExportedOops(
  { document, bytes }: ExportedRow,
  keepsStatement: KeepsStatement,
): ReadExportedOops {
  try {
    const oops = oopsFromExport(document, keepsStatement);
    const own = timeOfOops(oops.time, null, '');
    if (!own) return { refusal: refusalOfTime(document) };
    const timeSource = TIME_SOURCES.find((source) => source === document.timeSource) ?? own.timeSource;
    return {
      oops: timeSource === 'report' ? oops : { ...oops, time: null },
      time: own.time,
      timeSource,
      content: { size: bytes.length, crc: crc32(bytes) },
    };
  } catch (error) {
    if (error instanceof ReportError) return { refusal: error.message };
    throw error;
  }
}

function refusalOfTime({ time }: DocumentObject): string {
  if (time === undefined || time === null) return 'no time';
  return `its time ${JSON.stringify(time).slice(0, 60)} is neither ISO 8601 nor seconds since 1970`;
}
