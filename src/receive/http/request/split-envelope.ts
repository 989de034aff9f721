import { type DocumentObject, isDictionary } from '../../../oops/formats/document-value.js';
import { parseJson } from '../../../sources/exports/json/json-value.js';

/** An item of an envelope as it came in. */
export interface EnvelopeItem {
  readonly header: DocumentObject;
  readonly type: string;
  readonly payload: Buffer;
}

/** An envelope as it came in. */
export interface SplitEnvelope {
  /** Null where its first line is no object of JSON. */
  readonly header: DocumentObject | null;
  /** What stands behind the header. */
  readonly rest: Buffer;
  /** Null where it is not clear where each begins and ends. */
  readonly items: readonly EnvelopeItem[] | null;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** No client writes longer headers, nor as many items. */
const HEADER_BYTES = 64 * 1024;
const MOST_ITEMS = 1000;

/**
 * Cuts an envelope where its headers say it. Nothing is looked into, and nothing is guessed: an item that is not as long as it
 * says makes all of it unclear.
 * Source: Sentry's envelopes, develop.sentry.dev/sdk/foundations/envelopes.
 */
export function splitEnvelope(body: Buffer): SplitEnvelope {
  const end = endOfLine(body, 0);
  const header = readHeader(body.subarray(0, end));
  const rest = body.subarray(end + 1);
  return { header, rest, items: header && splitItems(rest) };
}

function splitItems(bytes: Buffer): EnvelopeItem[] | null {
  const items: EnvelopeItem[] = [];
  for (let at = skipBlankLines(bytes, 0); at < bytes.length; ) {
    const lineEnd = endOfLine(bytes, at);
    const header = readHeader(bytes.subarray(at, lineEnd));
    if (header === null || typeof header.type !== 'string' || items.length === MOST_ITEMS) return null;
    const begin = Math.min(lineEnd + 1, bytes.length);
    const end = endOfPayload(bytes, begin, header.length);
    if (end === null) return null;
    items.push({ header, type: header.type, payload: bytes.subarray(begin, end) });
    at = skipBlankLines(bytes, end);
  }
  return items;
}

/** Where a payload ends: after the length that it says, which a line must end with, else with its line. */
function endOfPayload(bytes: Buffer, begin: number, length: unknown): number | null {
  if (length === undefined || length === null) return endOfLine(bytes, begin);
  if (!Number.isSafeInteger(length) || Number(length) < 0) return null;
  const end = begin + Number(length);
  return end === bytes.length || bytes[end] === NEWLINE ? end : null;
}

function endOfLine(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(NEWLINE, from);
  return at < 0 ? bytes.length : at;
}

function skipBlankLines(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === NEWLINE || bytes[at] === RETURN) at++;
  return at;
}

function readHeader(line: Buffer): DocumentObject | null {
  const header = line.length > HEADER_BYTES ? null : parseJson(line);
  return isDictionary(header) ? header : null;
}
