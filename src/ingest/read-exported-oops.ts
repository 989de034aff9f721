import { crc32 } from 'node:zlib';
import type { DocumentObject } from '../oops/document-value.js';
import { oopsFromExport } from '../oops/exported-report.js';
import type { KeepsStatement } from '../oops/oops-from-report.js';
import { ReportError } from '../oops/report-error.js';
import { TIME_SOURCES } from '../store/oops-row.js';
import type { NewOops } from '../store/oops-store.js';
import { timeOfOops } from './oops-time.js';

/** The document of a row, and the bytes that tell it from another one with the same id. */
export interface ExportedRow {
  readonly document: DocumentObject;
  readonly bytes: Uint8Array;
}

/** What is stored of an exported row but for its file, or why it is refused. */
export type ReadExportedOops = Omit<NewOops, 'directory' | 'fileName'> | { readonly refusal: string };

/**
 * Reads a row of an export. Its time says itself, by `timeSource`, whether it was the report's own; where it does not
 * say, it was.
 */
export function readExportedOops(
  { document, bytes }: ExportedRow,
  keepsStatement: KeepsStatement,
): ReadExportedOops {
  try {
    const oops = oopsFromExport(document, keepsStatement);
    const own = timeOfOops(oops.time, null, '');
    if (!own) return { refusal: refusalOfTime(document) };
    const timeSource = TIME_SOURCES.find((source) => source === document.timeSource) ?? own.timeSource;
    return {
      oops: timeSource === 'report' ? oops : { ...oops, time: null },
      time: own.time,
      timeSource,
      content: { size: bytes.length, crc: crc32(bytes) },
    };
  } catch (error) {
    if (error instanceof ReportError) return { refusal: error.message };
    throw error;
  }
}

function refusalOfTime({ time }: DocumentObject): string {
  if (time === undefined || time === null) return 'no time';
  return `its time ${JSON.stringify(time).slice(0, 60)} is neither ISO 8601 nor seconds since 1970`;
}
