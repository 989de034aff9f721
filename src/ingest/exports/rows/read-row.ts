import { crc32 } from 'node:zlib';
import type { DocumentSettings } from '../../../oops/events/document-settings.js';
import type { DiscardedEvents } from '../../../oops/events/event-format.js';
import { createDocumentReader, type DocumentReading } from '../../../oops/events/read-document.js';
import { oopsFromExport } from '../../../oops/exported-report.js';
import { type DocumentObject, plainValue } from '../../../oops/formats/document-value.js';
import { ReportError } from '../../../oops/formats/report-error.js';
import { type KeepsStatement, oopsFromReport } from '../../../oops/oops-from-report.js';
import type { Redactor } from '../../../oops/secrets/redactor.js';
import type { ExportRow } from '../../../sources/exports/export-row.js';
import { ALL_DATES, type DateRange, holdsDate } from '../../../sources/find-reports.js';
import { type NewOops, TIME_SOURCES } from '../../../store/stored-oops.js';
import { formatDate } from '../../../time/instant.js';
import { timeOfOops } from '../../read-oops.js';

/** An OOPS as it is stored, but for its file. */
type RowOops = Omit<NewOops, 'directory' | 'fileName'>;

/** What a row of an export, or a line of a log, came to. A line of OTLP, say, can come to several. */
export type ReadRow =
  | { readonly kind: 'oops'; readonly oops: RowOops }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'discards'; readonly id: string; readonly discards: readonly DiscardedEvents[] }
  /** It is well, and no error. */
  | { readonly kind: 'other' };

export interface RowReaderSettings extends DocumentSettings {
  /** Rows of other days are as if they were not there. */
  readonly dates: DateRange;
  readonly keepsStatement: KeepsStatement;
  readonly redactor: Redactor;
  /** Whether an id was given to an earlier part of the file, which is not read this time. */
  readonly isKnown?: (id: string) => boolean;
}

/** Makes what reads the rows of one export, in their order. */
export function createRowReader({
  dates,
  keepsStatement,
  redactor,
  isKnown,
  ...settings
}: RowReaderSettings): (row: Extract<ExportRow, { kind: 'row' | 'refused' }>) => ReadRow[] {
  const readDocument = createDocumentReader({ ...settings, leavesExtra: true }, isKnown);

  function read(reading: DocumentReading, bytes: Uint8Array): ReadRow {
    if (reading.kind === 'no-error') return OTHER;
    if (reading.kind === 'discards') return reading;
    if (reading.kind === 'refused') return { ...reading, reason: redactor.text(reading.reason) };
    try {
      return reading.kind === 'oops'
        ? redacted(readOops(reading.document, bytes, keepsStatement))
        : redacted(readEvent(reading, keepsStatement));
    } catch (error) {
      if (error instanceof ReportError) return { kind: 'refused', reason: redactor.text(error.message) };
      throw error;
    }
  }

  function redacted(row: ReadRow): ReadRow {
    if (row.kind === 'refused') return { ...row, reason: redactor.text(row.reason) };
    return row.kind === 'oops' ? { ...row, oops: { ...row.oops, oops: redactor.oops(row.oops.oops) } } : row;
  }

  const isOfDay = (row: ReadRow) =>
    dates === ALL_DATES || row.kind !== 'oops' || holdsDate(dates, formatDate(row.oops.time));

  return (row) => {
    if (row.kind === 'refused') return [row];
    return readDocument(row)
      .map((reading) => read(reading, row.bytes))
      .filter(isOfDay);
  };
}

const OTHER: ReadRow = { kind: 'other' };

/** An OOPS's `timeSource` says where its time came from; without one, the time is the report's own. */
function readOops(document: DocumentObject, bytes: Uint8Array, keepsStatement: KeepsStatement): ReadRow {
  const oops = oopsFromExport(document, keepsStatement);
  const own = timeOfOops(oops.time, null, '');
  if (!own) return { kind: 'refused', reason: refusalOfTime(document) };
  const timeSource = TIME_SOURCES.find((source) => source === document.timeSource) ?? own.timeSource;
  return {
    kind: 'oops',
    oops: {
      oops: timeSource === 'report' ? oops : { ...oops, time: null },
      time: own.time,
      timeSource,
      content: { size: bytes.length, crc: crc32(bytes) },
    },
  };
}

function refusalOfTime({ time }: DocumentObject): string {
  if (time === undefined || time === null) return 'no time';
  return `its time ${JSON.stringify(plainValue(time)).slice(0, 60)} is neither ISO 8601 nor seconds since 1970`;
}

function readEvent(
  { report, content }: Extract<DocumentReading, { kind: 'report' }>,
  keepsStatement: KeepsStatement,
): ReadRow {
  const time = timeOfOops(report.time, null, '');
  if (!time) return { kind: 'refused', reason: 'no time' };
  const oops = oopsFromReport(report, keepsStatement);
  return { kind: 'oops', oops: { oops, ...time, content: { size: content.length, crc: crc32(content) } } };
}
