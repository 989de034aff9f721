import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import type { DocumentObject, DocumentValue } from '../../oops/formats/document-value.js';
import { formatSize } from '../../oops/formats/report-error.js';
import { CSV_DIALECT, guessDelimiter } from '../../text/csv-dialect.js';
import { decodeUtf8 } from '../../text/well-formed-text.js';
import { readCsvHeader } from './columns.js';
import type { ExportRow, RowOptions } from './export-row.js';

/**
 * Reads a stream of CSV as spreadsheets and databases write it: comma, semicolon or tab between the cells, quoted cells
 * with line ends in them, a byte order mark. The first row names the columns. An empty cell says nothing; cells of
 * `timeline` and other keys that hold more than a text are JSON.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<Buffer>,
  { limit, columns, onRemark }: RowOptions,
): AsyncGenerator<ExportRow> {
  const counter = createLineCounter();
  const { parser, faultOf, textOfCell } = await createParser(chunks, limit, counter.add);
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
 * Makes a parser and feeds it with the stream, whose first part tells what separates the cells. A fault ends the feeding
 * and not the parser, which would forget those rows before the fault that nobody has taken yet.
 */
async function createParser(
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
    ...CSV_DIALECT,
    // One character a byte, so that cells can be read as bytes; the mark of UTF-16 overrules it.
    encoding: 'latin1',
    delimiter: guessDelimiter(first.done ? '' : first.value.toString()),
    max_record_size: limit,
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

/** Says on which line a byte of a stream lies, where bytes are asked for in their order. */
export interface LineCounter {
  /** Takes the next part of the stream. */
  add(chunk: Uint8Array): void;
  /** The line, from 1, of the byte at an offset. Offsets must not go back. */
  lineAt(offset: number): number;
}

const NEWLINE = 0x0a;

/** Starts counting. Only the parts from the last offset asked for on are kept. */
export function createLineCounter(): LineCounter {
  const chunks: Uint8Array[] = [];
  let line = 1;
  /** Offset of the first kept part, and how far in it the lines have been counted. */
  let start = 0;
  let counted = 0;

  function countIn(chunk: Uint8Array, end: number): void {
    for (let at = chunk.indexOf(NEWLINE, counted); at >= 0 && at < end; at = chunk.indexOf(NEWLINE, at + 1))
      line++;
    counted = end;
  }

  return {
    add: (chunk) => void chunks.push(chunk),
    lineAt(offset) {
      for (let chunk = chunks[0]; chunk && start + chunk.length <= offset; chunk = chunks[0]) {
        countIn(chunk, chunk.length);
        start += chunk.length;
        counted = 0;
        chunks.shift();
      }
      if (chunks[0]) countIn(chunks[0], offset - start);
      return line;
    },
  };
}
