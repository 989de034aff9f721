import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { compressionOf } from '../../oops/formats/formats.js';
import { ReportError } from '../../oops/formats/report-error.js';
import type { Compression } from '../../oops/formats/report-format.js';
import { faultOfKind } from '../list-folder.js';
import { explainFileError, type FileStamp, isGone, OPEN_FLAGS, stampOf } from '../read-report-file.js';
import type { ExportRow, RowOptions } from './export-row.js';
import { EXPORT_FORMATS, type ExportFormat, exportFormatOf } from './formats.js';
import { holdsPosition, type Position, type PositionTracker, trackPosition } from './position.js';

/** How rows are read; only their longest length must be said. */
export interface ReadExportOptions extends Partial<RowOptions> {
  readonly limit: RowOptions['limit'];
  /** Where a reading ended that is to be gone on with. */
  readonly from?: Position | null;
}

/** An export that is ready to be read. */
export interface OpenExport {
  readonly kind: 'open';
  readonly stamp: FileStamp;
  /** Where the reading goes on; null where it begins at the beginning, as the file is another one or packed. */
  readonly start: Position | null;
  /** What all its rows are; null: each is recognised by itself. */
  readonly rowFormat: string | null;
  readonly rows: AsyncIterable<ExportRow>;
  /** Behind the last whole line that was read; null where there is none, or the file is packed. */
  readonly position: () => Position | null;
  /** Whether what was read ends with a whole line. */
  readonly endsWithLine: () => boolean;
}

/** An export ready to be read, refused with its reason, or gone. */
export type OpenedExport =
  | OpenExport
  | { readonly kind: 'refused'; readonly reason: string; readonly stamp: FileStamp | null }
  | { readonly kind: 'gone' };

const CHUNK_BYTES = 256 * 1024;

/**
 * Opens an export, whose rows are then read as a stream: a large file takes no more memory than a small one. How it
 * is packed is told by its first bytes. The rows must be gone through, or left with `break`, for the file to be closed.
 */
export function openExport(
  path: string,
  { limit, columns = {}, onRemark = () => {}, from = null }: ReadExportOptions,
): OpenedExport {
  let stamp: FileStamp | null = null;
  let file: number | undefined;
  try {
    file = openSync(path, OPEN_FLAGS);
    const stats = fstatSync(file);
    stamp = stampOf(stats);
    const fault = faultOfKind(stats);
    if (fault !== null) {
      closeSync(file);
      return { kind: 'refused', reason: fault, stamp };
    }
    const format = exportFormatOf(path) ?? EXPORT_FORMATS.json;
    const compression = compressionOf(readHead(file));
    const isTracked = !compression && format.isByLine;
    const start = from && isTracked && holdsPosition(file, from) ? from : null;
    const tracker = trackPosition(file, start);
    const chunks = openChunks(path, file, start?.offset ?? 0, compression);
    const options = { limit, columns, onRemark };
    const rows = readRows(format, isTracked ? tracked(chunks, tracker) : chunks, options);
    return {
      ...{ kind: 'open', stamp, start, rowFormat: format.rowFormat },
      rows: untilCut(rows, start?.lines ?? 0, compression),
      position: () => (isTracked ? tracker.position() : null),
      endsWithLine: () => tracker.endsWithLine,
    };
  } catch (error) {
    if (file !== undefined) closeSync(file);
    if (error instanceof ReportError) return { kind: 'refused', reason: error.message, stamp };
    return isGone(error) ? { kind: 'gone' } : { kind: 'refused', reason: explainFileError(error), stamp };
  }
}

function readHead(file: number): Buffer {
  const head = Buffer.alloc(3);
  readSync(file, head, 0, head.length, 0);
  return head;
}

/** Throws a ReportError for what cannot be unpacked here. */
function openChunks(
  path: string,
  file: number,
  start: number,
  compression: Compression | undefined,
): Readable {
  const unpacked = compression?.createStream?.(CHUNK_BYTES);
  const packed = createReadStream(path, { fd: file, start, highWaterMark: CHUNK_BYTES });
  // What goes wrong arrives where the result is read.
  return unpacked ? pipeline(packed, unpacked, () => {}) : packed;
}

async function* tracked(chunks: AsyncIterable<Buffer>, tracker: PositionTracker): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    tracker.add(chunk);
    yield chunk;
  }
}

async function* readRows(
  format: ExportFormat,
  chunks: AsyncIterable<Buffer>,
  options: RowOptions,
): AsyncGenerator<ExportRow> {
  const read = await format.load();
  for await (const row of read(chunks, options)) {
    yield row.kind === 'text' && !format.allowsText
      ? { kind: 'refused', line: row.line, reason: NO_JSON }
      : row;
  }
}

const NO_JSON = 'is no JSON: each line must be an object of its own';

/** The rows up to where the disk or the compression fails, behind so many lines. */
async function* untilCut(
  rows: AsyncIterable<ExportRow>,
  lines: number,
  packing: Compression | undefined,
): AsyncGenerator<ExportRow> {
  let line = lines;
  try {
    for await (const row of rows) {
      line = row.line + lines;
      yield lines === 0 ? row : { ...row, line };
    }
  } catch (error) {
    yield {
      kind: 'cut',
      line: line + 1,
      reason: `${explainReadError(error, packing)}: what follows was not read`,
    };
  }
}

function explainReadError(error: unknown, packing: Compression | undefined): string {
  const isDamaged = error instanceof Error && 'code' in error && /^Z(STD)?_/.test(String(error.code));
  return isDamaged && packing ? `is damaged ${packing.name}: ${error.message}` : explainFileError(error);
}
