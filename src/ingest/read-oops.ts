import { sep } from 'node:path';
import { crc32 } from 'node:zlib';
import { createTimeOutTest } from '../oops/classes/classification.js';
import type { OopsRules } from '../oops/classes/rules.js';
import { createOopsDecoder, unpackReport } from '../oops/formats/decode-report.js';
import { ReportError } from '../oops/formats/report-error.js';
import { timeFromFileName } from '../oops/oops-id.js';
import { createRedactor } from '../oops/secrets/redactor.js';
import type { Earlier } from '../sources/list-folder.js';
import { createReportFileReader, type FileStamp } from '../sources/read-report-file.js';
import type { NewOops, TimeSource } from '../store/stored-oops.js';
import { parseInstant } from '../time/instant.js';

/** A file in a folder. */
export interface ReportFile {
  readonly directory: string;
  /** The folder's day; null where it has none. */
  readonly date: string | null;
  readonly name: string;
  /** What the file said when it was read before; null when it never was. */
  readonly before: Earlier | null;
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
  /** They say what is secret, and what is a time-out: only of those the most expensive statement is looked for. */
  readonly rules: Pick<OopsRules, 'classification' | 'kindClassification' | 'redaction'>;
}

/** Makes the reader of one run: file to OOPS, ready to be stored. */
export function createOopsReader({
  limit,
  large = Number.POSITIVE_INFINITY,
  rules,
}: OopsReaderSettings): (file: ReportFile) => ReadOops {
  const readFile = createReportFileReader(limit);
  const decode = createOopsDecoder();
  const keepsStatement = createTimeOutTest(rules);
  const redactor = createRedactor(rules.redaction);

  return ({ directory, date, name }) => {
    const file = readFile(directory + sep + name);
    if (file.kind !== 'read') return file;
    const { stamp } = file;
    try {
      const unpacked = unpackReport(file.bytes, { unpackedBytes: limit });
      if (unpacked.length > large) return { kind: 'large' };
      const oops = redactor.oops(decode(unpacked, keepsStatement));
      const time = timeOfOops(oops.time, date, name);
      if (!time)
        return { kind: 'refused', reason: 'has no time, and lies in no dated folder that tells it', stamp };
      const content = { size: unpacked.length, crc: crc32(unpacked) };
      return { kind: 'oops', oops: { oops, ...time, content, directory, fileName: name }, stamp };
    } catch (error) {
      if (error instanceof ReportError)
        return { kind: 'refused', reason: redactor.text(error.message), stamp };
      throw error;
    }
  };
}

/** When an OOPS happened, and what says so. */
export interface OopsTime {
  readonly time: number;
  readonly timeSource: TimeSource;
}

/** The last instant that a calendar of JavaScript knows (ECMA-262, time values). */
const LAST_INSTANT = 8_640_000_000_000_000;

/**
 * The time of an OOPS: the report's own; else, in a dated folder with the old file name `NNNNN.X…`, that second of its
 * day; else the midnight of the folder's day, which is inexact. Returns null when nothing tells a time.
 *
 * @example
 * timeOfOops(null, '2011-09-08', '45084.S6'); // { time: 1315485084000, timeSource: 'file-name' }
 */
export function timeOfOops(own: number | null, date: string | null, fileName: string): OopsTime | null {
  if (own !== null && Math.abs(own) <= LAST_INSTANT) return { time: Math.trunc(own), timeSource: 'report' };
  if (date === null) return null;
  const named = timeFromFileName(date, fileName);
  if (named !== null) return { time: named, timeSource: 'file-name' };
  const midnight = parseInstant(date);
  return midnight === null ? null : { time: midnight, timeSource: 'directory' };
}
