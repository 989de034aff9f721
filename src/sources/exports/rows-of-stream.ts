import { pipeline, type Readable } from 'node:stream';
import { ReportError } from '../../oops/formats/report-error.js';
import type { Compression } from '../../oops/formats/report-format.js';
import { explainFileError } from '../read-report-file.js';
import type { ExportRow, RowOptions } from './export-row.js';
import type { ExportFormat } from './formats.js';

/** How much of an export is read, and unpacked, at once. */
export const CHUNK_BYTES = 256 * 1024;

/** How many bytes tell how an export is packed. */
export const TELLING_BYTES = 3;

/**
 * Makes what unpacks a stream, and begins to read it. What goes wrong arrives where the result is read.
 *
 * @throws ReportError where it cannot be unpacked as a stream, or not by this Node
 */
export function createUnpacking(compression: Compression | undefined): (packed: Readable) => Readable {
  if (!compression) return (packed) => packed;
  const { name, createStream } = compression;
  if (!createStream) throw new ReportError(`is an export packed with ${name}: unpack it, or use gzip`);
  return (packed) => pipeline(packed, createStream(CHUNK_BYTES), () => {});
}

/** What rows are cut out of a stream with. */
export interface RowsOptions extends RowOptions {
  readonly format: ExportFormat;
  /** What the stream was packed with. */
  readonly compression: Compression | undefined;
  /** How many lines lie before its beginning. */
  readonly lines?: number;
}

/** The rows of a stream, up to where the disk or the compression fails. */
export async function* rowsOfStream(
  chunks: AsyncIterable<Buffer>,
  { format, compression, lines = 0, ...options }: RowsOptions,
): AsyncGenerator<ExportRow> {
  let line = lines;
  try {
    const read = await format.load();
    for await (const row of read(chunks, options)) {
      line = row.line + lines;
      if (row.kind === 'text' && !format.allowsText) yield { kind: 'refused', line, reason: NO_JSON };
      else yield lines === 0 ? row : { ...row, line };
    }
  } catch (error) {
    const fault = explainReadError(error, compression);
    yield { kind: 'cut', line: line + 1, reason: `${fault}: what follows was not read` };
  }
}

const NO_JSON = 'is no JSON: each line must be an object of its own';

function explainReadError(error: unknown, packing: Compression | undefined): string {
  const isDamaged = error instanceof Error && 'code' in error && /^Z(STD)?_/.test(String(error.code));
  return isDamaged && packing ? `is damaged ${packing.name}: ${error.message}` : explainFileError(error);
}
