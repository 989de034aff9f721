import { BSON } from './bson-report.js';
import { BZIP2 } from './bzip2/bzip2.js';
import { GZIP } from './gzip.js';
import type { Compression, ReportFormat } from './report-format.js';
import { TEXT } from './text-report.js';
import { ZSTD } from './zstd/zstd.js';

/** Every format of reports, one a line. The first that recognises a report reads it; text recognises all. */
export const REPORT_FORMATS = { bson: BSON, text: TEXT } as const satisfies Record<string, ReportFormat>;

/** Every compression, one a line. What none of them recognises is not packed. */
export const COMPRESSIONS = { gzip: GZIP, bzip2: BZIP2, zstd: ZSTD } as const satisfies Record<
  string,
  Compression
>;

const formats: readonly ReportFormat[] = Object.values(REPORT_FORMATS);
const compressions: readonly Compression[] = Object.values(COMPRESSIONS);

/** The format of a report that is unpacked and not empty. */
export function formatOf(bytes: Uint8Array): ReportFormat {
  return formats.find((format) => format.recognises(bytes)) ?? REPORT_FORMATS.text;
}

/** The compression that bytes begin with; undefined where they are not packed. */
export function compressionOf(bytes: Uint8Array): Compression | undefined {
  return compressions.find((compression) => compression.recognises(bytes));
}
