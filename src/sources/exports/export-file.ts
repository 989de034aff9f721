import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { compressionOf } from '../../oops/formats/formats.js';
import { faultOfKind } from '../list-folder.js';
import { explainFileError, type FileStamp, isGone, OPEN_FLAGS, stampOf } from '../read-report-file.js';
import type { ExportRow, RowOptions } from './export-row.js';
import { EXPORT_FORMATS, type ExportFormat, exportFormatOf } from './formats.js';

/** How rows are read; only their longest length must be said. */
export type ReadExportOptions = Pick<RowOptions, 'limit'> & Partial<RowOptions>;

/** An export ready to be read, refused with its reason, or gone. */
export type OpenedExport =
  | { readonly kind: 'open'; readonly stamp: FileStamp; readonly rows: AsyncIterable<ExportRow> }
  | { readonly kind: 'refused'; readonly reason: string; readonly stamp: FileStamp | null }
  | { readonly kind: 'gone' };

const CHUNK_BYTES = 256 * 1024;

/**
 * Opens an export, whose rows are then read as a stream: a large file takes no more memory than a small one. How it
 * is packed is told by its first bytes. The rows must be gone through, or left with `break`, for the file to be closed.
 */
export function openExport(
  path: string,
  { limit, columns = {}, onRemark = () => {} }: ReadExportOptions,
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
    const chunks = openChunks(path, file);
    const rows = readRows(exportFormatOf(path) ?? EXPORT_FORMATS.json, chunks, {
      limit,
      columns,
      onRemark,
    });
    return { kind: 'open', stamp, rows: untilCut(rows) };
  } catch (error) {
    if (file !== undefined) closeSync(file);
    return isGone(error) ? { kind: 'gone' } : { kind: 'refused', reason: explainFileError(error), stamp };
  }
}

function openChunks(path: string, file: number): Readable {
  const head = Buffer.alloc(3);
  readSync(file, head, 0, head.length, 0);
  const packed = createReadStream(path, { fd: file, start: 0, highWaterMark: CHUNK_BYTES });
  // What goes wrong arrives where the result is read.
  const unpacked = compressionOf(head)?.createStream?.(CHUNK_BYTES);
  return unpacked ? pipeline(packed, unpacked, () => {}) : packed;
}

async function* readRows(
  format: ExportFormat,
  chunks: AsyncIterable<Buffer>,
  options: RowOptions,
): AsyncGenerator<ExportRow> {
  const read = await format.load();
  yield* read(chunks, options);
}

/** The rows up to where the disk or the compression fails. */
async function* untilCut(rows: AsyncIterable<ExportRow>): AsyncGenerator<ExportRow> {
  let line = 0;
  try {
    for await (const row of rows) {
      line = row.line;
      yield row;
    }
  } catch (error) {
    yield { kind: 'cut', line: line + 1, reason: `${explainReadError(error)}: what follows was not read` };
  }
}

function explainReadError(error: unknown): string {
  const isDamaged = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  return isDamaged ? `is damaged gzip: ${error.message}` : explainFileError(error);
}

/** Whether a file is an export by its name: see `exportFormatOf`. */
export function isExportName(path: string): boolean {
  return exportFormatOf(path) !== undefined;
}
