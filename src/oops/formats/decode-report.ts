import { TimelineDigester } from '../fast/timeline-digest.js';
import type { Oops, OopsReport } from '../oops.js';
import { type KeepsStatement, oopsFromDigest } from '../oops-from-report.js';
import { compressionOf, formatOf, REPORT_FORMATS } from './formats.js';
import {
  DEFAULT_DECODE_LIMITS,
  type DecodeLimits,
  formatSize,
  messageOf,
  ReportError,
} from './report-error.js';
import type { FastReader, ReportFormat } from './report-format.js';

export { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './report-error.js';

/**
 * Reads one report file, or the body of one message, as its writer meant it. Its content decides how it is packed and
 * which of the formats it has; see `formats.ts`.
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
 * Reads a report that `unpackReport` has unpacked.
 *
 * @throws ReportError as decodeReport does.
 */
export function parseReport(unpacked: Uint8Array): OopsReport {
  if (unpacked.length === 0) throw new ReportError('empty file');
  return parseAs(formatOf(unpacked), unpacked);
}

/** Reads of an unpacked report what the database keeps. Throws a ReportError as decodeReport does. */
export type OopsDecoder = (unpacked: Uint8Array, keepsStatement?: KeepsStatement) => Oops;

/** Makes what decodes one report after the other, each by the fast reader of its format where there is one. */
export function createOopsDecoder(): OopsDecoder {
  const fastReaders = new Map<ReportFormat, FastReader>();
  for (const format of Object.values<ReportFormat>(REPORT_FORMATS)) {
    if (format.createFastReader) fastReaders.set(format, format.createFastReader());
  }
  const digester = new TimelineDigester();

  return (unpacked, keepsStatement) => {
    if (unpacked.length === 0) throw new ReportError('empty file');
    const format = formatOf(unpacked);
    const oops = fastReaders.get(format)?.(unpacked, keepsStatement);
    if (oops) return oops;
    const report = parseAs(format, unpacked);
    return oopsFromDigest(report, digester.digest(report.timeline), keepsStatement);
  };
}

function parseAs(format: ReportFormat, unpacked: Uint8Array): OopsReport {
  try {
    return format.parse(unpacked);
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError(`cannot be read: ${messageOf(error)}`);
  }
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
  const unpacked = compressionOf(bytes)?.unpack(bytes, limits) ?? bytes;
  if (unpacked.length === 0) throw new ReportError('empty file');
  return unpacked;
}
