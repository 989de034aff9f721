import { COMPRESSIONS } from '../../oops/formats/formats.js';
import type { Compression } from '../../oops/formats/report-format.js';
import type { ExportRow, RowOptions } from './export-row.js';

/** Cuts a stream of bytes into the rows of an export. */
export type ReadRows = (chunks: AsyncIterable<Buffer>, options: RowOptions) => AsyncGenerator<ExportRow>;

/** A format of exports, files with a report a row. */
export interface ExportFormat {
  /** What the names of its files end with, packed or not: it is recognised by that. */
  readonly endings: readonly string[];
  /** What a row is, where the name does not say it. */
  readonly about: string | null;
  /** Loads its reader, which is not needed where only files of single reports are read. */
  readonly load: () => Promise<ReadRows>;
}

/** Every format of exports, one a line. */
export const EXPORT_FORMATS = {
  ndjson: {
    endings: ['.ndjson', '.jsonl'],
    about: 'one report an object',
    load: async () => (await import('./ndjson.js')).readNdjsonRows,
  },
  csv: { endings: ['.csv'], about: null, load: async () => (await import('./csv.js')).readCsvRows },
} as const satisfies Record<string, ExportFormat>;

const formats: readonly ExportFormat[] = Object.values(EXPORT_FORMATS);
const packings = Object.values<Compression>(COMPRESSIONS)
  .filter(({ createStream }) => createStream !== undefined)
  .map(({ ending }) => ending);

/** The format of an export, by its name; undefined where it is none. */
export function exportFormatOf(path: string): ExportFormat | undefined {
  const name = path.toLowerCase();
  const packing = packings.find((ending) => name.endsWith(ending)) ?? '';
  const plain = name.slice(0, name.length - packing.length);
  return formats.find(({ endings }) => endings.some((ending) => plain.endsWith(ending)));
}

/** Whether a file is an export by its name: see `exportFormatOf`. */
export function isExportName(path: string): boolean {
  return exportFormatOf(path) !== undefined;
}

/** The files that are exports, in words: `.ndjson or .jsonl (one report an object) and .csv, also with .gz`. */
export function describeExportFormats(): string {
  const described = formats.map(({ endings, about }) =>
    [endings.join(' or '), ...(about === null ? [] : [`(${about})`])].join(' '),
  );
  return `${described.join(' and ')}, also with ${packings.join(' or ')}`;
}
