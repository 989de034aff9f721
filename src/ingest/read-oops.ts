import { sep } from 'node:path';
import { crc32 } from 'node:zlib';
import { createTimeOutTest } from '../oops/classification.js';
import { parseReport } from '../oops/decode-report.js';
import { unpackReport } from '../oops/decompress-report.js';
import { readOopsFast } from '../oops/fast-oops-reader.js';
import { oopsFromDigest } from '../oops/oops-from-report.js';
import type { OopsRules } from '../oops/oops-rules.js';
import { ReportError } from '../oops/report-error.js';
import { digestTimeline } from '../oops/timeline-digest.js';
import { createReportFileReader, type FileStamp } from '../sources/read-report-file.js';
import type { NewOops } from '../store/oops-store.js';
import { timeOfOops } from './oops-time.js';

/** A file in a folder. */
export interface ReportFile {
  readonly directory: string;
  /** The folder's day; null where it has none. */
  readonly date: string | null;
  readonly name: string;
  /** The number of what the file said when it was read before; null when it never was. */
  readonly before: number | null;
}

/**
 * An OOPS that was read, a file that was refused with its reason, one that was gone before it could be read, or one that
 * is too large to be read now.
 */
export type ReadOops =
  | { readonly kind: 'oops'; readonly oops: NewOops; readonly stamp: FileStamp }
  | { readonly kind: 'refused'; readonly reason: string; readonly stamp: FileStamp | null }
  | { readonly kind: 'gone' }
  | { readonly kind: 'large' };

export interface OopsReaderSettings {
  /** The largest report, in bytes unpacked; what is larger is refused. */
  readonly limit: number;
  /** What is larger, in bytes unpacked, is not read now. */
  readonly large?: number;
  /** They say what is a time-out: only of those the most expensive statement is looked for. */
  readonly rules: Pick<OopsRules, 'classification' | 'kindClassification'>;
}

/** Makes the reader of one run: file to OOPS, ready to be stored. */
export function createOopsReader({
  limit,
  large = Number.POSITIVE_INFINITY,
  rules,
}: OopsReaderSettings): (file: ReportFile) => ReadOops {
  const readFile = createReportFileReader(limit);
  const keepsStatement = createTimeOutTest(rules);

  function readPlainly(unpacked: Uint8Array) {
    const report = parseReport(unpacked);
    return oopsFromDigest(report, digestTimeline(report.timeline), keepsStatement);
  }

  return ({ directory, date, name }) => {
    const file = readFile(directory + sep + name);
    if (file.kind !== 'read') return file;
    const { stamp } = file;
    try {
      const unpacked = unpackReport(file.bytes, { unpackedBytes: limit });
      if (unpacked.length > large) return { kind: 'large' };
      const oops = readOopsFast(unpacked, keepsStatement) ?? readPlainly(unpacked);
      const time = timeOfOops(oops.time, date, name);
      if (!time)
        return { kind: 'refused', reason: 'has no time, and lies in no dated folder that tells it', stamp };
      const content = { size: unpacked.length, crc: crc32(unpacked) };
      return { kind: 'oops', oops: { oops, ...time, content, directory, fileName: name }, stamp };
    } catch (error) {
      if (error instanceof ReportError) return { kind: 'refused', reason: error.message, stamp };
      throw error;
    }
  };
}
