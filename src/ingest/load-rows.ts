import { basename, dirname } from 'node:path';
import { createTimeOutTest } from '../oops/classes/classification.js';
import type { OopsRules } from '../oops/classes/rules.js';
import type { DiscardedEvents } from '../oops/events/event-format.js';
import type { DocumentSettings } from '../oops/events/read-document.js';
import type { OpenExport } from '../sources/exports/export-file.js';
import type { ExportRow } from '../sources/exports/export-row.js';
import type { Position } from '../sources/exports/position.js';
import { ALL_DATES } from '../sources/find-reports.js';
import type { FileStamp } from '../sources/read-report-file.js';
import type { Loader } from '../store/loader.js';
import type { Discard } from '../store/records.js';
import type { Batch } from './batch.js';
import type { IngestOptions } from './ingest-folders.js';
import { createRowReader, type ReadRow } from './read-row.js';
import type { Tally } from './tally.js';

/** What the rows of one export are loaded with. */
export interface RowLoading extends Pick<IngestOptions, 'dates' | 'onProgress' | 'signal'> {
  readonly path: string;
  readonly settings: DocumentSettings;
  readonly rules: OopsRules;
  readonly loader: Loader;
  readonly batch: Batch;
  readonly tally: Tally;
  /** Whether an id was given to an earlier part of the file, which is not read this time. */
  readonly isKnownId: (id: string) => boolean;
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
const MINUTE = 60_000;
/** Who threw events away that does not say who it is. */
const UNKNOWN_REPORTER = 'unknown';

/** Loads the rows of an open export, as they are read. */
export async function loadRows(opened: OpenExport, loading: RowLoading): Promise<RowsEnd> {
  const { path, settings, rules, loader, batch, tally, signal, isKnownId } = loading;
  const { dates = ALL_DATES, onProgress = () => {} } = loading;
  const { stamp } = opened;
  const place = { directory: dirname(path), name: basename(path) };
  const keepsStatement = createTimeOutTest(rules);
  const format = opened.rowFormat ?? settings.format;
  const readRow = createRowReader({ ...settings, format, dates, keepsStatement, isKnown: isKnownId });
  let isWhole = dates === ALL_DATES;
  /** Whether each row was a line of its own, so that the file can be read on between two of them. */
  let isByLine = true;
  let isLastRefused = false;
  let rows = 0;
  let line = 0;
  /** Of a log without any object: the first of its lines. */
  let firstText: number | null = null;
  let texts = 0;

  async function take(read: ReadRow): Promise<void> {
    if (read.kind === 'other') tally.notErrors++;
    else if (read.kind === 'discards') await loader.putDiscards(read.id, discardsOf(read.discards, stamp));
    else if (read.kind === 'refused') await refuse(read.reason);
    else {
      const oops = { ...read.oops, directory: place.directory, fileName: place.name };
      await batch.add(place.directory, place.name, { kind: 'oops', oops, stamp }, { line });
    }
  }

  const refuse = (reason: string) =>
    batch.add(place.directory, place.name, { kind: 'refused', reason, stamp }, { line });

  for await (const row of opened.rows) {
    signal?.throwIfAborted();
    isByLine &&= row.line > line && !isPartOfLines(row);
    line = row.line;
    if (row.kind === 'text') {
      firstText ??= line;
      texts++;
    } else if (row.kind === 'cut') {
      isWhole = false;
      await refuse(row.reason);
    } else {
      for (const read of readRow(row)) await take(read);
    }
    isLastRefused = row.kind === 'refused';
    if (++rows % ROWS_AT_ONCE === 0) onProgress({ folder: path, done: rows, found: rows });
  }
  if (texts < rows || opened.start) tally.notErrors += texts;
  else if (firstText !== null)
    await batch.add(
      place.directory,
      place.name,
      { kind: 'refused', reason: 'holds no line of JSON', stamp },
      { line: firstText },
    );
  // What stands in a last line without an end was taken, and would be taken again.
  const canGoOn = isByLine && (opened.endsWithLine() || isLastRefused);
  return { isWhole, line, position: canGoOn ? opened.position() : null };
}

/** Whether a row is not all of one line: of an envelope, or written over several lines. */
function isPartOfLines(row: ExportRow): boolean {
  return (
    row.kind === 'cut' || (row.kind === 'row' && (row.envelope !== undefined || row.bytes.includes('\n')))
  );
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
