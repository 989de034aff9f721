import { basename, dirname } from 'node:path';
import { createTimeOutTest } from '../../../oops/classes/classification.js';
import type { DocumentSettings } from '../../../oops/events/document-settings.js';
import type { DiscardedEvents } from '../../../oops/events/event-format.js';
import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import { createRedactor } from '../../../oops/secrets/redactor.js';
import type { OpenExport } from '../../../sources/exports/export-file.js';
import type { ExportRow } from '../../../sources/exports/export-row.js';
import type { Position } from '../../../sources/exports/position.js';
import { ALL_DATES, type DateRange } from '../../../sources/find-reports.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import type { Discard } from '../../../store/records.js';
import type { OopsReaderSettings } from '../../read-oops.js';
import { createRowReader, type ReadRow } from './read-row.js';
import type { RowSink } from './row-sink.js';
import { type RowTrack, trackRows } from './row-track.js';

/** How the rows of one export are read. */
export interface RowReading {
  readonly path: string;
  readonly settings: DocumentSettings;
  readonly rules: OopsReaderSettings['rules'];
  /** Rows of other days are as if they were not there. */
  readonly dates?: DateRange;
  /** Whether an id was given to an earlier part of the file, which is not read this time. */
  readonly isKnownId?: (id: string) => boolean;
  /** Whether the part that is not read this time was refused, because it held nothing but text. */
  readonly isTextSoFar?: boolean;
  /** The way in which they were read before: what a row came to by it, and comes to no more, is taken back. */
  readonly earlierWay?: {
    readonly settings: DocumentSettings;
    readonly takeBack: (ids: readonly string[]) => Promise<void>;
  };
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

/** What a row weighs beside its bytes: it takes some time however short it is. */
const ROW_WEIGHT = 256;
const MINUTE = 60_000;

/** Why a log is refused that is not read at all. */
export const NOTHING_BUT_TEXT = 'holds no line of JSON, only text';

/**
 * Reads the rows of an open export, and hands on what they come to. Null where it held only text so far and does no more: then
 * it counts as a log, and has to be read from its beginning.
 */
export async function readRows(
  opened: OpenExport,
  reading: RowReading,
  sink: RowSink,
): Promise<RowsEnd | null> {
  const { dates = ALL_DATES, isTextSoFar = false } = reading;
  const take = rowTaker(opened, reading, sink);
  const track = trackRows();
  for await (const row of opened.rows) {
    // Nothing is awaited that is not to come: most lines of a log are no errors, and cost little else.
    const stepping = sink.step(ROW_WEIGHT + bytesOf(row));
    if (stepping) await stepping;
    if (isTextSoFar && row.kind !== 'text') return null;
    track.add(row);
    const taking = take(row);
    if (taking) await taking;
  }
  if (!isTextSoFar) await takeTexts(opened, track, sink);
  return {
    isWhole: dates === ALL_DATES && track.isWhole,
    line: track.line,
    position: canGoOn(opened, track) ? opened.position() : null,
  };
}

/** Of a row that is read as one of its own. */
function bytesOf(row: ExportRow): number {
  return row.kind === 'row' ? row.bytes.length : 0;
}

/** What stands in a last line without an end was taken, unless it was refused, and would be taken again. */
function canGoOn(opened: OpenExport, { isByLine, isLastRefused }: RowTrack): boolean {
  return isByLine && (opened.endsWithLine() || isLastRefused);
}

/** Hands on the lines of text, when all have been seen: beside rows they are no errors, alone they are no log. */
async function takeTexts(
  { start, stamp }: OpenExport,
  { rows, texts, firstText }: RowTrack,
  sink: RowSink,
): Promise<void> {
  if (start || texts < rows) sink.pass(texts);
  else if (texts > 0) await sink.take({ kind: 'refused', reason: NOTHING_BUT_TEXT, stamp }, firstText);
}

/** Makes what reads a row, and hands on what it comes to. */
function rowTaker(
  opened: OpenExport,
  reading: RowReading,
  sink: RowSink,
): (row: ExportRow) => Promise<void> | undefined {
  const { stamp } = opened;
  const place = { directory: dirname(reading.path), fileName: basename(reading.path) };
  const readRow = rowReaderOf(opened, reading, reading.settings);
  const takeBack = takenBackFinder(opened, reading);

  function takeRead(read: ReadRow, line: number): Promise<void> | undefined {
    if (read.kind === 'other') return void sink.pass(1);
    if (read.kind === 'discards') return sink.discard(read.id, discardsOf(read.discards, stamp));
    if (read.kind === 'refused') return sink.take({ ...read, stamp }, line);
    return sink.take({ kind: 'oops', oops: { ...read.oops, ...place }, stamp }, line);
  }

  async function takeReads(row: DocumentRow, reads: readonly ReadRow[]): Promise<void> {
    for (const read of reads) {
      const taking = takeRead(read, row.line);
      if (taking) await taking;
    }
    await takeBack?.(row, reads);
  }

  return (row) => {
    if (row.kind === 'text') return undefined;
    if (row.kind === 'cut') return sink.take({ kind: 'refused', reason: row.reason, stamp }, row.line);
    const reads = readRow(row);
    if (reads.length > 1 || takeBack) return takeReads(row, reads);
    const [only] = reads;
    return only && takeRead(only, row.line);
  };
}

type RowReader = ReturnType<typeof createRowReader>;
type DocumentRow = Parameters<RowReader>[0];

/** Makes what takes back the ids that a row had before, when it was read in another way, and has no more. */
function takenBackFinder(
  opened: OpenExport,
  reading: RowReading,
): ((row: DocumentRow, reads: readonly ReadRow[]) => Promise<void>) | undefined {
  const { earlierWay } = reading;
  if (!earlierWay) return undefined;
  const readBefore = rowReaderOf(opened, reading, earlierWay.settings);
  return async (row, reads) => {
    const ids = new Set(idsOf(reads));
    const takenBack = idsOf(readBefore(row)).filter((id) => !ids.has(id));
    if (takenBack.length > 0) await earlierWay.takeBack(takenBack);
  };
}

function idsOf(reads: readonly ReadRow[]): string[] {
  return reads.flatMap((read) => (read.kind === 'oops' ? [read.oops.oops.id] : []));
}

function rowReaderOf(
  { rowFormat }: OpenExport,
  { rules, dates = ALL_DATES, isKnownId }: RowReading,
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
