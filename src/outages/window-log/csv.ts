import { parse } from 'csv-parse/sync';
import { guardFormula, quoteCell, unguardFormula } from '../../text/csv-cell.js';
import { CSV_DIALECT, guessDelimiter, headerLine } from '../../text/csv-dialect.js';
import { readSpelled, spellUnprintable } from '../../text/printable.js';
import { UserError } from '../../user-error.js';
import { type OutageWindow, saysTheSame, windowKey } from '../window.js';
import {
  printWindowText,
  readWindowText,
  WINDOW_COLUMNS,
  type WindowColumn,
  type WindowText,
} from './text.js';
import {
  encodingOf,
  LARGEST_BY_HAND,
  type ReadWindows,
  type WindowFileOptions,
  type WindowLogFormat,
} from './window-log-format.js';

/** What a spreadsheet or an editor saves. */
export const CSV: WindowLogFormat = {
  name: 'CSV with the columns outage, phase, systems, start, end',
  files: 'CSV files with the columns outage, phase, systems, start, end, title, budget',
  largest: LARGEST_BY_HAND,
  recognises: (_, bytes) => isWindowCsv(bytes),
  read: parseWindowCsv,
  print: printWindowCsv,
};

const OPTIONAL_COLUMNS: readonly WindowColumn[] = ['title', 'budget', 'kind'];

/**
 * Reads a window log as a spreadsheet or an editor saves it: comma, semicolon or tab between the cells, columns in any
 * order, quoted cells, a byte order mark. A row that is wrong is refused alone; a file without the columns that a window
 * needs is refused whole, as a UserError.
 *
 * @example
 * parseWindowCsv('outage,phase,systems,start,end\nfdt-1,downtime,*,2011-09-08T08:53:05Z,\n',
 *   { file: 'log.csv', knownSystems: null }).windows[0]?.line; // 2
 */
export function parseWindowCsv(input: string | Uint8Array, options: WindowFileOptions): ReadWindows {
  const { file } = options;
  const { rows, unclosedFrom } = readRows(decode(input, file));
  const [header, ...body] = rows;
  if (!header) {
    throw new UserError(`${file}: is empty. The first line must be: ${USUAL_COLUMNS.join(',')}`);
  }
  const { columns, remarks } = readHeader(header, options);
  const windows: { window: OutageWindow; line: number }[] = [];
  const refused: { file: string; line: number; reason: string }[] = [];
  const seen = new Map<string, { window: OutageWindow; line: number }>();
  for (const { cells, line } of body) {
    const refuse = (reason: string) => refused.push({ file, line, reason });
    const fault = faultOfShape(cells, header.cells.length);
    const checked = fault
      ? { fault }
      : readWindowText(textOf(cells, columns, options), { ...options, source: file });
    if (checked.fault !== undefined) {
      refuse(checked.fault);
      continue;
    }
    const { window } = checked;
    const earlier = seen.get(windowKey(window));
    if (!earlier) {
      seen.set(windowKey(window), { window, line });
      windows.push({ window, line });
    } else if (!saysTheSame(earlier.window, window)) {
      refuse(`is the same window as line ${earlier.line}, with other values. Keep the one that is right.`);
    }
  }
  if (unclosedFrom !== null) {
    refused.push({
      file,
      line: unclosedFrom,
      reason: 'a quote is opened and never closed, so this line and all after it were not read. Close it.',
    });
  }
  return { windows, refused, remarks };
}

/** In bytes, with what may stand before it. */
const LONGEST_HEADER = 65_536;

/**
 * Whether a text begins as a window log does: its first line names a column that only a window log has. JSON can
 * name it too.
 */
function isWindowCsv(head: Uint8Array): boolean {
  const text = new TextDecoder(encodingOf(head)).decode(head.subarray(0, LONGEST_HEADER));
  if (/^\s*[[{]/.test(text)) return false;
  const columns = headerLine(text).split(delimiterOf(text)).map(columnOf);
  return columns.includes('outage') || columns.includes('phase');
}

/** Throws a UserError for what is neither UTF-8 nor UTF-16 with a byte order mark. */
function decode(input: string | Uint8Array, file: string): string {
  if (typeof input === 'string') return input;
  try {
    return new TextDecoder(encodingOf(input), { fatal: true }).decode(input);
  } catch {
    throw new UserError(`${file}: is not UTF-8 text. Save it again as "CSV UTF-8".`);
  }
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The rows that hold anything, each with the line that it begins on, and the line of a quote that is never closed. */
function readRows(text: string): { rows: Row[]; unclosedFrom: number | null } {
  let unclosed = false;
  const records = parse(text, {
    ...CSV_DIALECT,
    delimiter: delimiterOf(text),
    on_skip: () => {
      unclosed = true;
      return undefined;
    },
  }) as unknown as readonly { record: string[]; info: { lines: number } }[];
  const rows: Row[] = [];
  let next = 1;
  for (const { record, info } of records) {
    if (record.some((cell) => cell.trim() !== '')) rows.push({ cells: record, line: next });
    next = info.lines + 1;
  }
  return { rows, unclosedFrom: unclosed ? next : null };
}

/** The character that cuts the header into the most known columns. */
function delimiterOf(text: string): string {
  return guessDelimiter(text, (cell) => columnOf(cell) !== null);
}

function columnOf(cell: string): WindowColumn | null {
  const name = cell.replaceAll('"', '').trim().toLowerCase();
  return WINDOW_COLUMNS.find((column) => column === name) ?? null;
}

function readHeader(
  { cells, line }: Row,
  { file, systems }: WindowFileOptions,
): { columns: Map<WindowColumn, number>; remarks: string[] } {
  const columns = new Map<WindowColumn, number>();
  const remarks: string[] = [];
  cells.forEach((cell, index) => {
    const column = columnOf(cell);
    if (column && columns.has(column)) {
      throw new UserError(`${file} line ${line}: column ${column} is there twice. Remove one of them.`);
    }
    if (column) columns.set(column, index);
    else if (cell.trim() !== '')
      remarks.push(`${file} line ${line}: column ${JSON.stringify(cell.trim())} is not used.`);
  });
  const missing = WINDOW_COLUMNS.filter(
    (column) =>
      !columns.has(column) &&
      !OPTIONAL_COLUMNS.includes(column) &&
      !(column === 'systems' && systems !== undefined),
  );
  if (missing.length > 0) {
    throw new UserError(
      `${file} line ${line}: column ${missing.join(', ')} is missing. The first line must be: ${USUAL_COLUMNS.join(',')}`,
    );
  }
  return { columns, remarks };
}

/** Spreadsheets add empty cells at the end of a row; any other difference means that cells have moved. */
function faultOfShape(cells: readonly string[], expected: number): string | null {
  const fits = cells.length >= expected && cells.slice(expected).every((cell) => cell.trim() === '');
  return fits
    ? null
    : `has ${cells.length} cells where the header has ${expected}. Quote a cell that holds a delimiter.`;
}

function textOf(
  cells: readonly string[],
  columns: ReadonlyMap<WindowColumn, number>,
  { systems = [] }: WindowFileOptions,
): WindowText {
  const cell = (column: WindowColumn) => readCell(cells[columns.get(column) ?? -1] ?? '');
  return {
    outage: cell('outage'),
    phase: cell('phase'),
    systems: cell('systems').trim() || systems.join(' '),
    start: cell('start'),
    end: cell('end'),
    title: cell('title'),
    budget: cell('budget'),
    kind: cell('kind'),
  };
}

/** The header as people write it; only a log with planned windows needs the last column. */
const USUAL_COLUMNS = WINDOW_COLUMNS.filter((column) => column !== 'kind');

/**
 * Writes windows as a log that parseWindowCsv reads back unchanged. A cell that a spreadsheet would take for a formula
 * gets a ' in front, which spreadsheets hide, and what nobody can see is spelled; reading takes both back: a title is
 * data, wherever the log is opened.
 */
export function printWindowCsv(windows: readonly OutageWindow[]): string {
  const columns = windows.some(({ isPlanned }) => isPlanned) ? WINDOW_COLUMNS : USUAL_COLUMNS;
  const rows = windows.map((window) => {
    const text = printWindowText(window);
    return columns.map((column) => printCell(text[column]));
  });
  return [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

function printCell(text: string): string {
  return quoteCell(guardFormula(spellUnprintable(text)));
}

/** The text of a cell, as it was before it was printed. */
function readCell(cell: string): string {
  return readSpelled(unguardFormula(cell.trim()));
}
