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
  /** What all its rows are, one of `ROW_FORMATS`; null: each is recognised by itself. */
  readonly rowFormat: 'oops' | null;
  /** Whether it can be read on from any of its lines: each is a row by itself. */
  readonly isByLine: boolean;
  /** Whether lines of text can stand between its rows, as in a log; else they are refused. */
  readonly allowsText: boolean;
  /** Loads its reader, which is not needed where only files of single reports are read. */
  readonly load: () => Promise<ReadRows>;
}

/** Every format of exports, one a line. */
export const EXPORT_FORMATS = {
  json: {
    endings: ['.ndjson', '.jsonl', '.json', '.envelope'],
    about: 'objects of JSON, an event each',
    rowFormat: null,
    isByLine: true,
    allowsText: false,
    load: async () => (await import('./json/json-rows.js')).readJsonRows,
  },
  log: {
    endings: ['.log'],
    about: 'the same, with lines of text between them',
    rowFormat: null,
    isByLine: true,
    allowsText: true,
    load: async () => (await import('./json/json-rows.js')).readJsonRows,
  },
  csv: {
    endings: ['.csv'],
    about: null,
    rowFormat: 'oops',
    isByLine: false,
    allowsText: false,
    load: async () => (await import('./csv.js')).readCsvRows,
  },
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
  const plain = unrotatedPath(path.toLowerCase());
  return formats.find(({ endings }) => endings.some((ending) => plain.endsWith(ending)));
}

/**
 * The path of the log that a file was rotated away from, or packed: its own where it was neither.
 *
 * @example
 * unrotatedPath('/var/log/app.log.2.gz'); // '/var/log/app.log'
 */
export function unrotatedPath(path: string): string {
  const packing = packings.find((ending) => path.toLowerCase().endsWith(ending)) ?? '';
  return path.slice(0, path.length - packing.length).replace(ROTATION, '');
}

/** Whether a file is an export by its name: see `exportFormatOf`. */
export function isExportName(path: string): boolean {
  return exportFormatOf(path) !== undefined;
}

/** The files that are exports, in words: `.ndjson or .jsonl (one report an object) and .csv, also with .gz`. */
export function describeExportFormats(): string {
  const described = formats.map(({ endings, about }) =>
    [listWords(endings, 'or'), ...(about === null ? [] : [`(${about})`])].join(' '),
  );
  return `${listWords(described, 'and')}, also with ${packings.join(' or ')}`;
}
