import { basename, dirname } from 'node:path';
import { type DocumentSettings, rowSettingsOf } from '../../oops/events/document-settings.js';
import { DEFAULT_DECODE_LIMITS } from '../../oops/formats/decode-report.js';
import { type OpenExport, openExport } from '../../sources/exports/export-file.js';
import { ALL_DATES } from '../../sources/find-reports.js';
import type { FileStamp } from '../../sources/read-report-file.js';
import type { Loader } from '../../store/loader.js';
import type { ReadExport } from '../../store/records.js';
import { createBatch } from '../batch.js';
import type { IngestContext, IngestOptions } from '../ingest-folders.js';
import { rereadFreed } from '../reread-freed.js';
import { createYouthTest, SETTLING_TIME } from '../settling.js';
import type { Tally } from '../tally.js';
import { findEarlierRows } from './earlier-rows.js';
import { loadRows } from './load-rows.js';
import type { RowsEnd } from './rows/read-rows.js';

export interface IngestExportOptions extends IngestOptions {
  /** How the rows of a file are read, where the user says it; what is left out is as at the last reading. */
  readonly rowsOf?: (path: string) => Partial<DocumentSettings>;
  /** Told once for each export what of it is left out. */
  readonly onRemark?: (remark: string) => void;
}

/** What rows are read with. */
export interface RowReading extends Omit<IngestContext, 'store'> {
  readonly loader: Loader;
  readonly tally: Tally;
}

export interface RowReadingOptions extends Omit<IngestExportOptions, 'rowsOf'> {
  readonly settings: DocumentSettings;
  /** How the export was when it was read last; undefined: it never was. */
  readonly before?: ReadExport | undefined;
  /** Whether rows are read in another way than the last time, so that what was stored of them gives way. */
  readonly isReadAnew?: boolean;
  /** Reads it from its beginning, although it could be read on. */
  readonly isFromBeginning?: boolean;
}

/** An export that was read to its end. */
export interface ExportRead {
  readonly export: ReadExport;
  /** Whether it was seen to grow. */
  readonly hasGrown: boolean;
}

const CHANGED = 'does not begin as it did, rotated or truncated perhaps: it was read from its beginning';

/** Reads an export from where it was last read to, else from its beginning. Null when it was not read to its end. */
export async function readExport(
  context: RowReading,
  path: string,
  options: RowReadingOptions,
): Promise<ExportRead | null> {
  const { settings, before } = options;
  const remark = remarkerOf(path, options);
  const opened = openExport(path, {
    limit: limitOf(options),
    columns: settings.columns,
    onRemark: remark,
    from: before?.position ?? null,
    goesOn: canGoOn(options),
  });
  if (opened.kind === 'gone') return null;
  if (opened.kind === 'refused') {
    await refuseExport(context, path, settings, opened);
    return null;
  }
  if (before?.position && !opened.isSame) remark(CHANGED);
  const end = await readOpened(context, path, opened, options);
  return end === 'begin' ? readExport(context, path, { ...options, isFromBeginning: true }) : end;
}

/** Bytes of the longest row, unpacked. */
export function limitOf({ maxReportBytes }: IngestOptions): number {
  return maxReportBytes ?? DEFAULT_DECODE_LIMITS.unpackedBytes;
}

function remarkerOf(path: string, { onRemark = () => {} }: RowReadingOptions): (text: string) => void {
  return (text) => onRemark(`${path}: ${text}`);
}

/** Of a file without a row there is nothing to go on with: what comes next decides what it is. */
function canGoOn({ before, isReadAnew, isFromBeginning, dates = ALL_DATES }: RowReadingOptions): boolean {
  if (!before || isReadAnew || isFromBeginning || dates !== ALL_DATES) return false;
  return before.goodRows + before.otherRows + before.rejectedRows > 0;
}

/** Keeps why an export could not be opened. */
export async function refuseExport(
  { loader, tally }: RowReading,
  path: string,
  settings: DocumentSettings,
  { reason, stamp }: { readonly reason: string; readonly stamp: FileStamp | null },
): Promise<void> {
  await loader.beginExport(path, settings);
  const batch = createBatch(loader, tally);
  await batch.add(dirname(path), basename(path), { kind: 'refused', reason, stamp });
  await batch.flush();
}

/** Loads the rows of an open export, and closes it. `begin`: it must be read from its beginning; null: it could not be read to its end. */
export async function readOpened(
  context: RowReading,
  path: string,
  opened: OpenExport,
  options: RowReadingOptions,
): Promise<ExportRead | 'begin' | null> {
  try {
    return await loadOpened(context, path, opened, options);
  } finally {
    opened.close();
  }
}

async function loadOpened(
  context: RowReading,
  path: string,
  opened: OpenExport,
  options: RowReadingOptions,
): Promise<ExportRead | 'begin' | null> {
  const { loader, tally, rules } = context;
  const { settings, before } = options;
  const { start } = opened;
  const earlier = before && start ? await findEarlierRows(loader, before, start) : null;
  const counted = countsOf(tally);
  // Until all of it is read in another way, it counts as read in the old one: what is interrupted is done again.
  await loader.beginExport(path, before ?? settings, start?.lines);
  const batch = createBatch(loader, tally);
  try {
    const end = await loadRows(opened, {
      ...options,
      ...{ path, settings, rules, loader, batch, tally },
      ...{ limit: limitOf(options), onRemark: remarkerOf(path, options) },
      ...(before &&
        options.isReadAnew && {
          earlierWay: {
            settings: { ...settings, ...rowSettingsOf(before) },
            takeBack: (ids: readonly string[]) => loader.releaseRows(path, ids),
          },
        }),
      ...(earlier && { isKnownId: earlier.isKnownId, isTextSoFar: earlier.isText }),
    });
    if (!end) return 'begin';
    earlier?.count(tally);
    await batch.flush();
    /** What came of its rows; files that get their turn because of them are not among them. */
    const own = difference(countsOf(tally), counted, batch.unlisted);
    if (before && end.isWhole && !start) await loader.releaseVanishedRows(path);
    await settleOthers(context, path, { batch, end, options });
    if (!end.isWhole) return null;
    const { position } = end;
    return {
      export: { path, ...opened.stamp, ...rowSettingsOf(settings), ...own, position },
      hasGrown: hasGrown(opened, before),
    };
  } finally {
    await batch.flush();
  }
}

/** Whether it is a file that is written on, and not one that was written anew. */
function hasGrown({ isSame, stamp }: OpenExport, before: ReadExport | undefined): boolean {
  if (!before || before.size < 0 || before.size >= stamp.size) return false;
  return isSame || before.position === null;
}

interface Settling {
  readonly batch: ReturnType<typeof createBatch>;
  readonly end: RowsEnd;
  readonly options: RowReadingOptions;
}

/** Gives files their turn that waited for what the export says, and counts refusals that are not kept one by one. */
async function settleOthers(
  { loader, rules, now, tally }: RowReading,
  path: string,
  { batch, end, options }: Settling,
): Promise<void> {
  const isYoung = createYouthTest(options.settle ?? SETTLING_TIME, now);
  await rereadFreed(batch, tally, { limit: limitOf(options), rules, isYoung });
  await batch.flush();
  const count = batch.unlisted;
  if (count === 0) return;
  const reason = `and ${count} more up to here, which are not listed one by one`;
  await loader.refuseRows({ directory: dirname(path), name: basename(path) }, end.line, reason);
  tally.reject(path, reason, end.line);
  tally.rejectUnlisted(count - 1);
}

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
