import { statSync } from 'node:fs';
import { DEFAULT_DOCUMENT_SETTINGS, type RowSettings } from '../../oops/events/document-settings.js';
import { createDocumentReader, type DocumentReading } from '../../oops/events/read-document.js';
import { reportFromExport } from '../../oops/exported-report.js';
import { parseReport, unpackReport } from '../../oops/formats/decode-report.js';
import { type DocumentObject, textOf } from '../../oops/formats/document-value.js';
import { ReportError } from '../../oops/formats/report-error.js';
import type { OopsReport } from '../../oops/oops.js';
import type { Redactor } from '../../oops/secrets/redactor.js';
import { openExport } from '../../sources/exports/export-file.js';
import { STANDARD_INPUT } from '../../sources/exports/export-stream.js';
import { createReportFileReader } from '../../sources/read-report-file.js';
import type { Snapshot } from '../../store/snapshot.js';
import type { FoundOops } from '../../store/stored-oops.js';
import { sizeText } from '../layout/text.js';

/** The original report, read again, or why it cannot be. */
export type RereadReport =
  | { readonly report: OopsReport; readonly path: string }
  | {
      readonly report: null;
      readonly reason: string;
      /** It may well be in an export that was too large to be looked through. */
      readonly isUnsearched: boolean;
    };

/** Reads reports again. */
export interface Rereader {
  /** Reads the first of an OOPS's files that holds nothing else and can still be read. */
  readFile(found: FoundOops): Promise<RereadReport>;
  /**
   * The same, and where there is none looks through the exports that hold it: a large one takes a while.
   *
   * @param largest the largest export that is looked through, in bytes as it lies on disk; absent: any
   */
  readAnywhere(found: FoundOops, largest?: number): Promise<RereadReport>;
}

/**
 * Makes a reader that refuses what is larger than `limit`, in bytes unpacked.
 *
 * @param redactor takes the secrets out of what is read; null: they are shown
 */
export function createRereader(data: Snapshot, limit: number, redactor: Redactor | null): Rereader {
  const read = createReportFileReader(limit);

  function readFrom(path: string, id: string): OopsReport | { readonly reason: string } {
    const file = read(path);
    if (file.kind === 'gone') return { reason: `${path} is gone` };
    if (file.kind === 'refused') return { reason: `${path}: ${file.reason}` };
    try {
      const report = parseReport(unpackReport(file.bytes, { unpackedBytes: limit }));
      return isSameId(report.id, id) ? report : { reason: `${path} now holds ${report.id}` };
    } catch (error) {
      if (error instanceof ReportError) return { reason: `${path}: ${error.message}` };
      throw error;
    }
  }

  async function readFile({ stored, paths }: FoundOops): Promise<RereadReport> {
    let reason = 'it was not read from a file';
    for (const path of paths) {
      if (await data.rowSettings(path)) {
        reason = path === STANDARD_INPUT ? FROM_STREAM : `it is a row of the export ${path}`;
        continue;
      }
      const report = readFrom(path, stored.oops.id);
      if (!('reason' in report)) return { report, path };
      reason = report.reason;
    }
    return { report: null, reason, isUnsearched: false };
  }

  async function readAnywhere(found: FoundOops, largest = Number.POSITIVE_INFINITY): Promise<RereadReport> {
    let reread = await readFile(found);
    for (const path of found.paths) {
      if (reread.report) break;
      const settings = path === STANDARD_INPUT ? undefined : await data.rowSettings(path);
      if (!settings) continue;
      const size = sizeOf(path);
      if (size > largest) {
        const reason = `it is a row of the export ${path}, whose ${sizeText(size)} were not looked through`;
        reread = { report: null, reason, isUnsearched: true };
        continue;
      }
      const report = await findInExport(settings, path, found.stored.oops.id, limit);
      reread =
        'reason' in report ? { report: null, reason: report.reason, isUnsearched: false } : { report, path };
    }
    return reread;
  }

  function redacted(reread: RereadReport): RereadReport {
    return reread.report && redactor ? { ...reread, report: redactor.report(reread.report) } : reread;
  }

  return {
    readFile: async (found) => redacted(await readFile(found)),
    readAnywhere: async (found, largest) => redacted(await readAnywhere(found, largest)),
  };
}

const FROM_STREAM = 'it was read from standard input, which nobody kept';

/** In bytes; 0 where nobody can say: to open it tells why. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

async function findInExport(
  rows: RowSettings,
  path: string,
  id: string,
  limit: number,
): Promise<OopsReport | { readonly reason: string }> {
  const settings = { ...DEFAULT_DOCUMENT_SETTINGS, ...rows };
  const opened = openExport(path, { limit, columns: settings.columns });
  if (opened.kind === 'gone') return { reason: `${path} is gone` };
  if (opened.kind === 'refused') return { reason: `${path}: ${opened.reason}` };
  const readDocument = createDocumentReader({ ...settings, format: opened.rowFormat ?? settings.format });
  for await (const row of opened.rows) {
    if (row.kind === 'cut') return { reason: `${path} line ${row.line}: ${row.reason}` };
    if (row.kind !== 'row') continue;
    const report = readDocument(row)
      .map((reading) => reportOf(reading, id))
      .find((one) => one !== null);
    if (report) return report;
  }
  return { reason: `${path} no longer holds it` };
}

/** The report of a row, where it has this id. To read what follows from the id's row is spared. */
function reportOf(reading: DocumentReading, id: string): OopsReport | null {
  if (reading.kind === 'report') return isSameId(reading.report.id, id) ? reading.report : null;
  if (reading.kind !== 'oops' || !mayHaveId(reading.document, id)) return null;
  const report = readReport(reading.document);
  return report && isSameId(report.id, id) ? report : null;
}

/** An id is a text, with or without space around it. */
function mayHaveId(document: DocumentObject, id: string): boolean {
  return typeof document.id !== 'string' || isSameId(textOf(document.id)?.trim() ?? '', id);
}

function readReport(document: DocumentObject): OopsReport | null {
  try {
    return reportFromExport(document);
  } catch (error) {
    if (error instanceof ReportError) return null;
    throw error;
  }
}

function isSameId(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}
