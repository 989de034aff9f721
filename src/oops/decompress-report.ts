import { gunzipSync } from 'node:zlib';
import { decompressBzip2, isBzip2 } from './bzip2.js';
import { DEFAULT_DECODE_LIMITS, type DecodeLimits, formatSize, unpacksTooLarge } from './decode-limits.js';
import { messageOf, ReportError } from './report-error.js';

export { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './decode-limits.js';

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
