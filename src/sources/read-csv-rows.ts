import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import { formatSize } from '../oops/decode-limits.js';
import type { DocumentObject, DocumentValue } from '../oops/document-value.js';
import { decodeUtf8 } from '../oops/well-formed-text.js';
import { type ColumnMap, readCsvHeader } from './csv-header.js';
import type { ExportRow } from './export-row.js';
import { createLineCounter } from './line-counter.js';

export interface CsvRowsOptions {
  /** Bytes of the longest row. */
  readonly limit: number;
  /** The columns whose names are not those of the keys. */
  readonly columns: ColumnMap;
  readonly onRemark: (remark: string) => void;
}

/**
 * Reads a stream of CSV as spreadsheets and databases write it: comma, semicolon or tab between the cells, quoted cells
 * with line ends in them, a byte order mark. The first row names the columns. An empty cell says nothing; cells of
 * `timeline` and other keys that hold more than a text are JSON.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<Buffer>,
  { limit, columns, onRemark }: CsvRowsOptions,
): AsyncGenerator<ExportRow> {
  const counter = createLineCounter();
  const { parser, faultOf, textOfCell } = await openParser(chunks, limit, counter.add);
  let keys: readonly (string | null)[] | undefined;
  let at = 0;
  for await (const { record: cells, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    const record = cells.map(textOfCell);
    const line = counter.lineAt(at);
    at = info.bytes;
    if (record.every((cell) => cell.trim() === '')) continue;
    if (keys) {
      yield rowFromCells(record, keys, line);
      continue;
    }
    const header = readCsvHeader(record, columns);
    if (header.fault !== null) {
      yield { kind: 'refused', line, reason: header.fault };
      return;
    }
    if (header.unused.length > 0) onRemark(`columns that are not used: ${header.unused.join(', ')}`);
    keys = header.keys;
  }
  const fault = faultOf();
  if (fault) yield { kind: 'refused', line: counter.lineAt(at), reason: reasonOf(fault, limit) };
}

/**
 * Feeds a parser, once the first part of the stream has told what separates its cells. A fault ends the feeding and not
 * the parser, which would forget the rows before it that nobody has taken yet.
 */
async function openParser(
  chunks: AsyncIterable<Buffer>,
  limit: number,
  tap: (chunk: Buffer) => void,
): Promise<{
  parser: Parser;
  faultOf: () => CsvError | undefined;
  textOfCell: (cell: string) => string;
}> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (!first.done && first.value.indexOf(UTF8_MARK) === 0) first.value = first.value.subarray(3);
  let fault: CsvError | undefined;
  async function* feed(): AsyncGenerator<Buffer> {
    try {
      for (let next = first; !next.done && !fault; next = await iterator.next()) {
        tap(next.value);
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  const isUtf16 = !first.done && first.value.indexOf(UTF16_MARK) === 0;
  const parser = parse({
    bom: true,
    // One character a byte, so that cells can be read as bytes; the mark of UTF-16 overrules it.
    encoding: 'latin1',
    delimiter: delimiterOf(first.done ? '' : first.value.toString()),
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    max_record_size: limit,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      fault ??= error;
      return undefined;
    },
  });
  // What goes wrong arrives where the parser is read.
  pipeline(Readable.from(feed()), parser, () => {});
  return { parser, faultOf: () => fault, textOfCell: isUtf16 ? (cell) => cell : textOfBytes };
}

const UTF16_MARK = Buffer.from('\ufeff', 'utf16le');
const UTF8_MARK = Buffer.from('\ufeff');

/** Reads a cell whose characters are bytes. */
function textOfBytes(cell: string): string {
  return /[\x80-\xff]/.test(cell) ? decodeUtf8(Buffer.from(cell, 'latin1')) : cell;
}

/** The character that cuts the header into the most cells. */
function delimiterOf(text: string): string {
  const [header = ''] = text.replace(/^\s+/, '').split(/[\r\n]/, 1);
  const cells = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (cells(delimiter) > cells(best) ? delimiter : best));
}

function rowFromCells(cells: readonly string[], keys: readonly (string | null)[], line: number): ExportRow {
  if (cells.length < keys.length || cells.slice(keys.length).some((cell) => cell.trim() !== '')) {
    const reason = `has ${cells.length} cells where the header has ${keys.length}: quote a cell that holds a delimiter`;
    return { kind: 'refused', line, reason };
  }
  const document: DocumentObject = Object.fromEntries(
    keys.flatMap((key, index): [string, DocumentValue][] => {
      const cell = cells[index] ?? '';
      return key === null || cell === '' ? [] : [[key, valueOfCell(key, cell)]];
    }),
  );
  return { kind: 'row', line, document, bytes: Buffer.from(JSON.stringify(document)) };
}

const STRUCTURED_KEYS = new Set(['requestVariables', 'req_vars', 'timeline', 'extra']);

function valueOfCell(key: string, cell: string): DocumentValue {
  if (!STRUCTURED_KEYS.has(key)) return cell;
  try {
    return JSON.parse(cell) as DocumentValue;
  } catch {
    return cell;
  }
}

function reasonOf({ code, message }: CsvError, limit: number): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'a quote is opened and never closed, so this line and all after it were not read';
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `a row is longer than ${formatSize(limit)}, perhaps for a quote that is never closed: this line and all after it were not read`;
  }
  return message;
}
