import { basename, dirname } from 'node:path';
import { createTimeOutTest } from '../../oops/classes/classification.js';
import type { OopsRules } from '../../oops/classes/rules.js';
import type { DocumentSettings } from '../../oops/events/document-settings.js';
import type { DiscardedEvents } from '../../oops/events/event-format.js';
import { UNKNOWN_REPORTER } from '../../oops/formats/report-from-document.js';
import { createRedactor } from '../../oops/secrets/redactor.js';
import type { OpenExport } from '../../sources/exports/export-file.js';
import type { ExportRow } from '../../sources/exports/export-row.js';
import type { Position } from '../../sources/exports/position.js';
import { ALL_DATES } from '../../sources/find-reports.js';
import type { FileStamp } from '../../sources/read-report-file.js';
import type { Loader } from '../../store/loader.js';
import type { Discard } from '../../store/records.js';
import type { Batch } from '../batch.js';
import type { IngestOptions } from '../ingest-folders.js';
import { createPause } from '../pause.js';
import type { Tally } from '../tally.js';
import { createRowReader, type ReadRow } from './read-row.js';
import { type RowTrack, trackRows } from './row-track.js';

/** What the rows of one export are loaded with. */
export interface RowLoading extends Pick<IngestOptions, 'dates' | 'onProgress' | 'signal'> {
  readonly path: string;
  readonly settings: DocumentSettings;
  readonly rules: OopsRules;
  readonly loader: Loader;
  readonly batch: Batch;
  readonly tally: Tally;
  /** Whether an id was given to an earlier part of the file, which is not read this time. */
  readonly isKnownId?: (id: string) => boolean;
  /** Whether the part that is not read this time was refused, because it held nothing but text. */
  readonly isTextSoFar?: boolean;
  /** Whether what is stored of the same rows gives way, because they are read in another way now. */
  readonly isReadAnew?: boolean;
  /** The way in which they were read before: what a row came to by it, and comes to no more, is taken back. */
  readonly settingsBefore?: DocumentSettings;
}

/** How far rows were read. */
export interface RowsEnd {
  /** Whether all of the file was read, whatever the days. */
  readonly isWhole: boolean;
  /** The line of the last row. */
  readonly line: number;
  /** Where the file is read on when it has grown; null: it is read from its beginning. */
  readonly position: Position | null;
}

/** Progress is told once in so many rows. */
const ROWS_AT_ONCE = 2000;
/** Others may act after so many bytes of rows; a row takes some time however short it is, as so many bytes would. */
const BYTES_AT_ONCE = 64 * 1024;
const ROW_WEIGHT = 256;
const MINUTE = 60_000;

/** Why a log is refused that is not read at all. */
export const NOTHING_BUT_TEXT = 'holds no line of JSON, only text';

/**
 * Loads the rows of an open export, as they are read. Null where it held only text so far and does no more: then it counts
 * as a log, and has to be read from its beginning.
 */
export async function loadRows(opened: OpenExport, loading: RowLoading): Promise<RowsEnd | null> {
  const { path, signal, dates = ALL_DATES, onProgress = () => {} } = loading;
  const taker = createRowTaker(opened, loading);
  const track = trackRows();
  const pause = createPause(signal, BYTES_AT_ONCE);
  for await (const row of opened.rows) {
    // Nothing is awaited that is not to come: most lines of a log are no errors, and cost little else.
    const pausing = pause(ROW_WEIGHT + bytesOf(row));
    if (pausing) await pausing;
    if (loading.isTextSoFar && row.kind !== 'text') return null;
    track.add(row);
    const taking = taker.take(row);
    if (taking) await taking;
    if (track.rows % ROWS_AT_ONCE === 0) onProgress({ folder: path, done: track.rows, found: null });
  }
  if (!loading.isTextSoFar) await taker.takeTexts(track);
  return {
    isWhole: dates === ALL_DATES && track.isWhole,
    line: track.line,
    position: canGoOn(opened, track) ? opened.position() : null,
  };
}

/** What stands in a last line without an end was taken, unless it was refused, and would be taken again. */
function canGoOn(opened: OpenExport, { isByLine, isLastRefused }: RowTrack): boolean {
  return isByLine && (opened.endsWithLine() || isLastRefused);
}

/** Stores, or counts, what rows come to. */
interface RowTaker {
  take(row: ExportRow): Promise<void> | undefined;
  /** Takes the lines of text, when all have been seen: beside rows they are no errors, alone they are no log. */
  takeTexts(track: RowTrack): Promise<void>;
}

/** Of a row that is read as one of its own. */
function bytesOf(row: ExportRow): number {
  return row.kind === 'row' ? row.bytes.length : 0;
}

function createRowTaker(opened: OpenExport, loading: RowLoading): RowTaker {
  const { path, loader, batch, tally, isReadAnew = false } = loading;
  const { stamp } = opened;
  const place = { directory: dirname(path), fileName: basename(path) };
  const readRow = rowReaderOf(opened, loading, loading.settings);
  const findTakenBack = takenBackFinder(opened, loading);

  const refuse = (reason: string, line: number) =>
    batch.add(place.directory, place.fileName, { kind: 'refused', reason, stamp }, { line });

  async function takeRead(read: ReadRow, line: number): Promise<void> {
    if (read.kind === 'other') tally.notErrors++;
    else if (read.kind === 'discards') await loader.putDiscards(read.id, discardsOf(read.discards, stamp));
    else if (read.kind === 'refused') await refuse(read.reason, line);
    else {
      const oops = { ...read.oops, ...place };
      await batch.add(place.directory, place.fileName, { kind: 'oops', oops, stamp }, { line, isReadAnew });
    }
  }

  async function takeReads(
    reads: readonly ReadRow[],
    line: number,
    takenBack: readonly string[],
  ): Promise<void> {
    for (const read of reads) await takeRead(read, line);
    if (takenBack.length > 0) await loader.releaseRows(path, takenBack);
  }

  return {
    take(row) {
      if (row.kind === 'text') return undefined;
      if (row.kind === 'cut') return refuse(row.reason, row.line);
      const reads = readRow(row);
      const takenBack = findTakenBack(row, reads);
      if (takenBack.length > 0 || reads.some(({ kind }) => kind !== 'other'))
        return takeReads(reads, row.line, takenBack);
      tally.notErrors += reads.length;
      return undefined;
    },
    async takeTexts({ rows, texts, firstText }) {
      if (opened.start || texts < rows) tally.notErrors += texts;
      else if (texts > 0) await refuse(NOTHING_BUT_TEXT, firstText);
    },
  };
}

type RowReader = ReturnType<typeof createRowReader>;

/** Makes what finds the ids that a row had before, when it was read in another way, and has no more. */
function takenBackFinder(
  opened: OpenExport,
  loading: RowLoading,
): (row: Parameters<RowReader>[0], reads: readonly ReadRow[]) => string[] {
  if (!loading.settingsBefore) return () => [];
  const readBefore = rowReaderOf(opened, loading, loading.settingsBefore);
  return (row, reads) => {
    const ids = new Set(idsOf(reads));
    return idsOf(readBefore(row)).filter((id) => !ids.has(id));
  };
}

function idsOf(reads: readonly ReadRow[]): string[] {
  return reads.flatMap((read) => (read.kind === 'oops' ? [read.oops.oops.id] : []));
}

function rowReaderOf(
  { rowFormat }: OpenExport,
  { rules, dates = ALL_DATES, isKnownId }: RowLoading,
  settings: DocumentSettings,
): RowReader {
  return createRowReader({
    ...settings,
    format: rowFormat ?? settings.format,
    dates,
    keepsStatement: createTimeOutTest(rules),
    redactor: createRedactor(rules.redaction),
    ...(isKnownId && { isKnown: isKnownId }),
  });
}

/** What was thrown away, by the minute in which that was said; else in which the file was written last. */
function discardsOf(discards: readonly DiscardedEvents[], { modifiedAt }: FileStamp): Discard[] {
  return discards.map(({ reporter, reason, time, count }) => ({
    reporter: reporter ?? UNKNOWN_REPORTER,
    reason,
    minute: Math.floor((time ?? modifiedAt) / MINUTE) * MINUTE,
    count,
  }));
}
