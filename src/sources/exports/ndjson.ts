import { type DocumentObject, isDictionary, MAX_VALUES } from '../../oops/formats/document-value.js';
import { formatSize } from '../../oops/formats/report-error.js';
import { decodeUtf8 } from '../../text/well-formed-text.js';
import type { ExportRow, RowOptions } from './export-row.js';

/** Reads a stream of JSON objects, one a line. Blank lines are no rows. */
export async function* readNdjsonRows(
  chunks: AsyncIterable<Buffer>,
  { limit }: Pick<RowOptions, 'limit'>,
): AsyncGenerator<ExportRow> {
  for await (const { line, bytes } of readLines(chunks, limit)) {
    if (bytes === null) yield { kind: 'refused', line, reason: `is longer than ${formatSize(limit)}` };
    else if (mayHaveTooManyValues(bytes)) {
      yield { kind: 'refused', line, reason: `has more than ${MAX_VALUES} values` };
    } else {
      const text = decodeUtf8(bytes).replace(/^\ufeff/, '');
      if (text.trim() !== '') yield rowFromText(line, text, bytes);
    }
  }
}

function rowFromText(line: number, text: string, bytes: Buffer): ExportRow {
  let value: DocumentObject;
  try {
    value = JSON.parse(text) as DocumentObject;
  } catch {
    return { kind: 'refused', line, reason: 'is no JSON: each line must be an object of its own' };
  }
  if (isDictionary(value)) return { kind: 'row', line, document: value, bytes };
  return { kind: 'refused', line, reason: 'is no JSON object' };
}

/** A value takes up to 500 bytes of memory, so that a line within the limit could still take all that there is. */
function mayHaveTooManyValues(bytes: Buffer): boolean {
  if (bytes.length < MAX_VALUES) return false;
  let count = 0;
  for (const byte of bytes) if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++;
  return count > MAX_VALUES;
}

/** A line of a file, counted from 1, without its end; null where it is longer than the limit. */
export interface FileLine {
  readonly line: number;
  readonly bytes: Buffer | null;
}

const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, which end with a line feed. Of a line longer than `limit` bytes nothing is kept,
 * so that a file of one endless line needs no more memory than the limit.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<FileLine> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;

  function add(part: Buffer): void {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  }

  function end(): FileLine {
    const bytes = length > limit ? null : parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { line: line++, bytes };
  }

  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, at));
      yield end();
      start = at + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield end();
}
