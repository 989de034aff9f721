import { readBsonDocument } from './bson-document.js';
import type { OopsReport } from './oops.js';
import { reportFromDocument } from './report-from-document.js';

/**
 * Reads a report that is one BSON document.
 *
 * @throws ReportError when the bytes are no BSON document, or the document is no report.
 */
export function parseBsonReport(bytes: Uint8Array): OopsReport {
  return reportFromDocument(readBsonDocument(bytes));
}
