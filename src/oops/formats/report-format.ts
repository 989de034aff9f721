import type { Transform } from 'node:stream';
import type { Oops, OopsReport } from '../oops.js';
import type { KeepsStatement } from '../oops-from-report.js';
import type { DecodeLimits } from './report-error.js';

/** A format of single reports: how it is told from the others, and how it is read. */
export interface ReportFormat {
  /** What people call it, in messages. */
  readonly name: string;
  /** Whether bytes, unpacked and not empty, begin as a report of this format does. */
  readonly recognises: (bytes: Uint8Array) => boolean;
  /** Reads a whole report. Throws a ReportError for what is none. */
  readonly parse: (bytes: Uint8Array) => OopsReport;
  /** Makes a fast reader, which serves one report after the other. A format can do without. */
  readonly createFastReader?: () => FastReader;
}

/**
 * Reads only what the database keeps of a report, with the same outcome as the whole report would have; null leaves the
 * bytes to `parse`.
 */
export type FastReader = (bytes: Uint8Array, keepsStatement?: KeepsStatement) => Oops | null;

/** A compression of reports and exports. */
export interface Compression {
  /** What people call it, in messages. */
  readonly name: string;
  /** What a compressed file's name ends with. */
  readonly ending: string;
  /** Whether bytes begin as data of this compression does; three are enough to tell. */
  readonly recognises: (bytes: Uint8Array) => boolean;
  /** Unpacks a whole report. Throws a ReportError for what is damaged, or unpacks to more than the limit. */
  readonly unpack: (bytes: Uint8Array, limits: DecodeLimits) => Uint8Array;
  /** Unpacks a stream in parts of so many bytes; exports can be packed by what has it. Throws a ReportError where Node cannot. */
  readonly createStream?: (chunkBytes: number) => Transform;
}
