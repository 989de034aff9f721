import { COMPRESSIONS } from '../../oops/formats/formats.js';
import type { Compression } from '../../oops/formats/report-format.js';
import { listWords } from '../../text/list-words.js';
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
  json: {
    endings: ['.ndjson', '.jsonl', '.json', '.log', '.envelope'],
    about: 'one report an object',
    load: async () => (await import('./json/json-rows.js')).readJsonRows,
  },
  csv: { endings: ['.csv'], about: null, load: async () => (await import('./csv.js')).readCsvRows },
} as const satisfies Record<string, ExportFormat>;

const formats: readonly ExportFormat[] = Object.values(EXPORT_FORMATS);
const packings = Object.values<Compression>(COMPRESSIONS)
  .filter(({ createStream }) => createStream !== undefined)
  .map(({ ending }) => ending);

/** What rotation adds behind an ending: a number, a date, or a date and an hour. */
const ROTATION = /[.-](\d+|\d{4}-\d{2}-\d{2}([-_.t]\d{2}([-_.]?\d{2}){0,2})?)$/;

/**
 * The format of an export, by its name, which rotation and packing may have made longer; undefined where it is none.
 *
 * @example
 * exportFormatOf('app.log-20261127.gz'); // EXPORT_FORMATS.json
 */
export function exportFormatOf(path: string): ExportFormat | undefined {
  const name = path.toLowerCase();
  const packing = packings.find((ending) => name.endsWith(ending)) ?? '';
  const plain = name.slice(0, name.length - packing.length).replace(ROTATION, '');
  return formats.find(({ endings }) => endings.some((ending) => plain.endsWith(ending)));
}

/** The files that are exports, in words: `.ndjson, .jsonl or .log (one report an object) and .csv, also with .gz`. */
export function describeExportFormats(): string {
  const described = formats.map(({ endings, about }) =>
    [listWords(endings, 'or'), ...(about === null ? [] : [`(${about})`])].join(' '),
  );
  return `${described.join(' and ')}, also with ${packings.join(' or ')}`;
}
