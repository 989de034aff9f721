import { formatSize } from '../oops/decode-limits.js';
import { type DocumentObject, isDictionary, MAX_VALUES } from '../oops/document-value.js';
import { decodeUtf8 } from '../oops/well-formed-text.js';
import type { ExportRow } from './export-row.js';
import { readLines } from './read-lines.js';

/** Reads a stream of JSON objects, one a line. Blank lines are no rows. `limit`: bytes of the longest line. */
export async function* readNdjsonRows(
  chunks: AsyncIterable<Buffer>,
  limit: number,
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
