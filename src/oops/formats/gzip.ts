import { createGunzip, gunzipSync } from 'node:zlib';
import { type DecodeLimits, messageOf, ReportError, unpacksTooLarge } from './report-error.js';
import type { Compression } from './report-format.js';

/** RFC 1952: two magic bytes, then the only compression method there is. */
export const GZIP: Compression = {
  name: 'gzip',
  ending: '.gz',
  recognises: (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08,
  unpack: gunzip,
  createStream: (chunkSize) => createGunzip({ chunkSize }),
};

function gunzip(bytes: Uint8Array, limits: DecodeLimits): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError) throw unpacksTooLarge(limits);
    throw new ReportError(`is damaged gzip: ${messageOf(error)}`);
  }
}
