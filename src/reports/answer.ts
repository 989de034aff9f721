import type { Answer, Value } from '../questions/question.js';
import { guardFormula, quoteCell } from '../text/csv-cell.js';
import { toJson } from '../text/printable.js';
import { escapeMarkdown } from './layout/markdown.js';
import { cutLine, toLine } from './layout/text.js';

/** How a table is laid out. */
export interface TableLayout {
  /** Columns of the terminal; null when there is none: then lines are not cut and there are no bars. */
  readonly width: number | null;
  /** The column that gets a bar beside it. */
  readonly barOf?: string;
}

/** The longest cell of a table on a terminal and elsewhere, the longest that others are aligned with, and the longest bar. */
const TERMINAL_CELL = 60;
/** So much of a cell stays on a terminal, however many columns there are: a time. */
const LEAST_CELL = 24;
const CELL = 1000;
const ALIGNED = 200;
const BAR_WIDTH = 24;

/** Writes an answer, a row at a time: all of it may be longer than a string can be. */
interface AnswerOutput {
  readonly render: (answer: Answer, layout: TableLayout) => Iterable<string>;
  /** Whether it says itself that there are more rows; else its caller does. */
  readonly saysMore: boolean;
}

/**
 * The formats of answers. Tables and Markdown are for people: they cut what no one reads, and say that there are more
 * rows. CSV and NDJSON hold only rows.
 */
export const ANSWER_OUTPUTS = {
  table: { render: renderTable, saysMore: true },
  csv: { render: renderCsv, saysMore: false },
  ndjson: { render: renderNdjson, saysMore: false },
  json: { render: renderJson, saysMore: true },
  markdown: { render: renderMarkdown, saysMore: true },
} as const satisfies Readonly<Record<string, AnswerOutput>>;

export type AnswerFormat = keyof typeof ANSWER_OUTPUTS;

function* renderTable(
  { columns, rows, truncated }: Answer,
  { width, barOf }: TableLayout,
): Generator<string> {
  if (rows.length === 0) return yield 'No rows.\n';
  const whole = (value: Value): string =>
    width === null ? cutCell(value) : cutLine(toLine(cutLine(textOf(value), CELL)), TERMINAL_CELL);
  const natural = columns.map((name, place) =>
    rows.reduce(
      (widest, row) => Math.max(widest, Math.min(ALIGNED, whole(row[place] ?? null).length)),
      whole(name.toUpperCase()).length,
    ),
  );
  const most = width === null ? Number.POSITIVE_INFINITY : widestCell(natural, width);
  const widths = natural.map((cell) => Math.min(cell, most));
  const shown = (value: Value): string => cutLine(whole(value), most);
  const names = columns.map((name) => shown(name.toUpperCase()));
  const numeric = columns.map((_, place) => rows.every((row) => typeof row[place] !== 'string'));
  const align = (cell: string, place: number): string =>
    numeric[place] ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0);
  const line = (cells: readonly string[], bar = ''): string => {
    const text = [...cells.map(align), bar].join('  ').trimEnd();
    return `${width === null ? text : cutLine(text, width)}\n`;
  };
  const bars = width === null ? [] : drawBars(rows, columns.indexOf(barOf ?? ''));
  yield line(names);
  for (const [index, row] of rows.entries()) yield line(row.map(shown), bars[index]);
  if (truncated) {
    const remark = `... more than ${rows.length} rows; raise --limit for the rest`;
    yield `${width === null ? remark : cutLine(remark, width)}\n`;
  }
}

/** How wide cells may be so that a row fits the terminal: the longest are cut first, and none to less than a time takes. */
function widestCell(widths: readonly number[], width: number): number {
  const gaps = 2 * (widths.length - 1);
  let most = TERMINAL_CELL;
  const taken = () => widths.reduce((sum, cell) => sum + Math.min(cell, most), gaps);
  while (most > LEAST_CELL && taken() > width) most--;
  return most;
}

/** A bar a row, the longest for the largest number; none where the column is missing. */
function drawBars(rows: readonly (readonly Value[])[], place: number): string[] {
  if (place < 0) return [];
  const amounts = rows.map((row) => Number(row[place] ?? 0));
  const largest = amounts.reduce((most, amount) => Math.max(most, amount), 1);
  return amounts.map((amount) => '█'.repeat(Math.ceil((amount / largest) * BAR_WIDTH)));
}

function* renderMarkdown({ columns, rows, truncated }: Answer): Generator<string> {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const cell = (value: Value): string => escapeMarkdown(cutCell(value));
  yield line(columns.map(cell)) + line(columns.map(() => '---'));
  for (const row of rows) yield line(row.map(cell));
  if (truncated) yield `\nMore than ${rows.length} rows; raise --limit for the rest.\n`;
}

function* renderCsv({ columns, rows }: Answer): Generator<string> {
  const line = (row: readonly Value[]): string => `${row.map(csvCell).join(',')}\r\n`;
  yield line(columns);
  for (const row of rows) yield line(row);
}

function* renderNdjson({ columns, rows }: Answer): Generator<string> {
  for (const row of rows) yield `${toJson(objectOf(columns, row))}\n`;
}

/** As `JSON.stringify(answer, null, 2)` has it. */
function* renderJson({ columns, rows, truncated }: Answer): Generator<string> {
  const indented = (value: unknown, indent: string): string =>
    toJson(value, 2).replaceAll('\n', `\n${indent}`);
  yield `{\n  "columns": ${indented(columns, '  ')},\n  "rows": [`;
  for (const [index, row] of rows.entries()) {
    yield `${index === 0 ? '' : ','}\n    ${indented(row, '    ')}`;
  }
  yield `${rows.length === 0 ? '' : '\n  '}],\n  "truncated": ${truncated}\n}\n`;
}

/** A value in a line of at most 1,000 characters, which says how much of it is missing when that is cut. */
export function cutCell(value: Value): string {
  const text = textOf(value);
  const line = toLine(text.slice(0, 2 * CELL));
  if (line.length <= CELL && text.length <= 2 * CELL) return line;
  return `${cutLine(line, CELL)} (of ${text.length} characters)`;
}

/** A number stays a number; a text that a spreadsheet would take for a formula becomes text. */
function csvCell(value: Value): string {
  const text = textOf(value);
  const isNumber = typeof value === 'number' || /^[+-]?\d+(\.\d+)?$/.test(text);
  return isNumber ? text : quoteCell(guardFormula(text));
}

function textOf(value: Value): string {
  return String(value ?? '');
}

function objectOf(columns: readonly string[], row: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null]));
}
