import { parseBsonReport } from './bson-report.js';
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './decode-limits.js';
import { unpackReport } from './decompress-report.js';
import type { OopsReport } from './oops.js';
import { messageOf, ReportError } from './report-error.js';
import { parseTextReport } from './text-report.js';

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
