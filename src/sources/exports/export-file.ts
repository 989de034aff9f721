import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { compressionOf } from '../../oops/formats/formats.js';
import { ReportError } from '../../oops/formats/report-error.js';
import { faultOfKind } from '../list-folder.js';
import { explainFileError, type FileStamp, isGone, OPEN_FLAGS, stampOf } from '../read-report-file.js';
import type { ExportRow, RowOptions } from './export-row.js';
import { EXPORT_FORMATS, exportFormatOf } from './formats.js';
import { holdsPosition, type Position, type PositionTracker, trackPosition } from './position.js';
import { CHUNK_BYTES, createUnpacking, rowsOfStream, TELLING_BYTES } from './rows-of-stream.js';

/** How rows are read; only their longest length must be said. */
export interface ReadExportOptions extends Partial<RowOptions> {
  readonly limit: RowOptions['limit'];
  /** Where the last reading ended. */
  readonly from?: Position | null;
  /** Whether to go on from there, where that can be (default: yes). */
  readonly goesOn?: boolean;
}

/** An export that is ready to be read. */
export interface OpenExport {
  readonly kind: 'open';
  readonly stamp: FileStamp;
  /** The open file; null of a stream. */
  readonly file: number | null;
  /** Where the reading goes on; null where it begins at the beginning, as the file is another one or packed. */
  readonly start: Position | null;
  /** Whether it still begins as it did up to the end of the last reading. */
  readonly isSame: boolean;
  /** Whether it is packed, so that its rows are many times as large as the file. */
  readonly isPacked: boolean;
  /** What all its rows are; null: each is recognised by itself. */
  readonly rowFormat: string | null;
  readonly rows: AsyncIterable<ExportRow>;
  /** Behind the last whole line that was read; null where there is none, or the file is packed. */
  readonly position: () => Position | null;
  /** Whether what was read ends with a whole line. */
  readonly endsWithLine: () => boolean;
  /** Lets go of the file, however far its rows were gone through. */
  readonly close: () => void;
}

/** An export ready to be read, refused with its reason, or gone. */
export type OpenedExport =
  | OpenExport
  | { readonly kind: 'refused'; readonly reason: string; readonly stamp: FileStamp | null }
  | { readonly kind: 'gone' };

/**
 * Opens an export, whose rows are then read as a stream: a large file takes no more memory than a small one. How it
 * is packed is told by its first bytes. It is to be closed: rows that nobody begins to read close nothing.
 */
export function openExport(path: string, options: ReadExportOptions): OpenedExport {
  let stamp: FileStamp | null = null;
  let file: number | undefined;
  try {
    file = openSync(path, OPEN_FLAGS);
    const stats = fstatSync(file);
    stamp = stampOf(stats);
    const fault = faultOfKind(stats);
    if (fault === null) return exportOf({ path, file, stamp, closes: true }, options);
    closeSync(file);
    return { kind: 'refused', reason: fault, stamp };
  } catch (error) {
    if (file !== undefined) closeSync(file);
    if (error instanceof ReportError) return { kind: 'refused', reason: error.message, stamp };
    return isGone(error)
      ? { kind: 'gone' }
      : { kind: 'refused', reason: explainFileError(error), stamp: null };
  }
}

/** Opens an export a second time, in another thread, over the file of the first time, which is not closed with it. */
export function reopenExport(
  { path, file, stamp }: Omit<OpenFile, 'closes'>,
  options: ReadExportOptions,
): OpenExport {
  return exportOf({ path, file, stamp, closes: false }, options);
}

interface OpenFile {
  readonly path: string;
  readonly file: number;
  readonly stamp: FileStamp;
  /** Whether the file is closed with the export. */
  readonly closes: boolean;
}

/** @throws ReportError where it cannot be unpacked */
function exportOf(
  { path, file, stamp, closes }: OpenFile,
  { limit, columns = {}, onRemark = () => {}, from = null, goesOn = true }: ReadExportOptions,
): OpenExport {
  const format = exportFormatOf(path) ?? EXPORT_FORMATS.json;
  const compression = compressionOf(readHead(file));
  const isTracked = !compression && format.isByLine;
  const isSame = from !== null && isTracked && holdsPosition(file, from);
  const start = isSame && goesOn ? from : null;
  const tracker = trackPosition(file, start);
  const packed = createReadStream(path, {
    fd: file,
    autoClose: closes,
    start: start?.offset ?? 0,
    highWaterMark: CHUNK_BYTES,
  });
  const unpack = createUnpacking(compression);
  return {
    ...{ kind: 'open', stamp, file, start, isSame },
    ...{ isPacked: compression !== undefined, rowFormat: format.rowFormat },
    rows: rowsOfStream(isTracked ? tracked(packed, tracker) : unpacked(packed, unpack), {
      ...{ limit, columns, onRemark, format, compression, lines: start?.lines ?? 0 },
    }),
    position: () => (isTracked ? tracker.position() : null),
    endsWithLine: () => tracker.endsWithLine,
    close: () => void packed.destroy(),
  };
}

function readHead(file: number): Buffer {
  const head = Buffer.alloc(TELLING_BYTES);
  readSync(file, head, 0, head.length, 0);
  return head;
}

/** Nothing is read of a file whose rows nobody asks for: another thread may have it, and its end would close it. */
async function* unpacked(packed: Readable, unpack: (packed: Readable) => Readable): AsyncGenerator<Buffer> {
  yield* unpack(packed);
}

async function* tracked(chunks: AsyncIterable<Buffer>, tracker: PositionTracker): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    tracker.add(chunk);
    yield chunk;
  }
}
