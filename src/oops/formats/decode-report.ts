import { gunzipSync } from 'node:zlib';
import type { OopsReport } from '../oops.js';
import { parseBsonReport } from './bson-report.js';
import { decompressBzip2, isBzip2 } from './bzip2/bzip2.js';
import {
  DEFAULT_DECODE_LIMITS,
  type DecodeLimits,
  formatSize,
  messageOf,
  ReportError,
  unpacksTooLarge,
} from './report-error.js';
import { parseTextReport } from './text-report.js';

export { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './report-error.js';

/**
 * Reads one report file, or the body of one message, as its writer meant it. Its content decides what it is: gzip,
 * bzip2 or neither, then BSON or text.
 *
 * @throws ReportError when it is no report; never anything else, for any bytes.
 *
 * @example
 * decodeReport(Buffer.from('Oops-Id: OOPS-A0001')).reporter; // 'A'
 */
export function decodeReport(bytes: Uint8Array, limits: DecodeLimits = DEFAULT_DECODE_LIMITS): OopsReport {
  return parseReport(unpackReport(bytes, limits));
}

/**
 * Reads a report that `unpackReport` has unpacked. Every OOPS reader tries BSON first, then text.
 *
 * @throws ReportError as decodeReport does.
 */
export function parseReport(unpacked: Uint8Array): OopsReport {
  if (unpacked.length === 0) throw new ReportError('empty file');
  try {
    return looksLikeBson(unpacked) ? parseBsonReport(unpacked) : parseTextReport(unpacked);
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError(`cannot be read: ${messageOf(error)}`);
  }
}

/**
 * A BSON document begins with its length, whose fourth byte is 0 in every document under 16 MB and at most 3 under
 * 64 MB. No text has such a byte there: its first lines are headers, in ASCII.
 */
function looksLikeBson(bytes: Uint8Array): boolean {
  return (bytes[3] ?? 0xff) < 0x09;
}

/**
 * Returns a report's bytes without their compression, which is recognised by its magic bytes and not by a file name.
 * Bytes that are not compressed come back as they are.
 *
 * Unpacking stops as soon as the limit is passed, so that a bomb costs no more than a report of that size.
 *
 * @throws ReportError when the bytes are empty, damaged, or more than the limit before or after unpacking.
 */
export function unpackReport(bytes: Uint8Array, limits: DecodeLimits = DEFAULT_DECODE_LIMITS): Uint8Array {
  if (bytes.length > limits.unpackedBytes) {
    throw new ReportError(`is larger than ${formatSize(limits.unpackedBytes)}`);
  }
  const unpacked = unpack(bytes, limits);
  if (unpacked.length === 0) throw new ReportError('empty file');
  return unpacked;
}

function unpack(bytes: Uint8Array, limits: DecodeLimits): Uint8Array {
  if (isGzip(bytes)) return gunzip(bytes, limits);
  return isBzip2(bytes) ? decompressBzip2(bytes, limits) : bytes;
}

/** Whether bytes begin as gzip data does. RFC 1952: two magic bytes, then the only compression method there is. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
}

function gunzip(bytes: Uint8Array, limits: DecodeLimits): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError) throw unpacksTooLarge(limits);
    throw new ReportError(`is damaged gzip: ${messageOf(error)}`);
  }
}
