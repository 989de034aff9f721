import type { Answer, Value } from '../query/answer.js';
import { cutLine, toLine } from './text-layout.js';

/** How an answer can be written. */
export const ANSWER_FORMATS = ['table', 'csv', 'ndjson', 'json', 'markdown'] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** How a table is laid out. */
export interface TableLayout {
  /** Columns of the terminal; null when there is none: then nothing is cut and there are no bars. */
  readonly width: number | null;
  /** The column that gets a bar beside it. */
  readonly barOf?: string;
}

/** The longest cell of a table on a terminal, and the longest bar. */
const CELL_WIDTH = 60;
const BAR_WIDTH = 24;

/** Writes an answer. Tables and Markdown say that it was cut; CSV and NDJSON hold only rows, so the caller says it. */
export function renderAnswer(answer: Answer, format: AnswerFormat, layout: TableLayout): string {
  switch (format) {
    case 'table':
      return renderTable(answer, layout);
    case 'csv':
      return [answer.columns, ...answer.rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
    case 'ndjson':
      return answer.rows.map((row) => `${JSON.stringify(objectOf(answer.columns, row))}\n`).join('');
    case 'json':
      return `${JSON.stringify(answer, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(answer);
    default:
      return format satisfies never;
  }
}

function renderTable({ columns, rows, truncated }: Answer, { width, barOf }: TableLayout): string {
  if (rows.length === 0) return 'No rows.\n';
  const shown = (value: Value): string => {
    const line = toLine(String(value ?? ''));
    return width === null ? line : cutLine(line, CELL_WIDTH);
  };
  const cells = rows.map((row) => row.map(shown));
  const widths = columns.map((name, place) =>
    cells.reduce((widest, row) => Math.max(widest, (row[place] ?? '').length), name.length),
  );
  const numeric = columns.map((_, place) => rows.every((row) => typeof row[place] !== 'string'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, place) =>
        numeric[place] ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0),
      )
      .join('  ');
  const bars = width === null ? [] : drawBars(rows, columns.indexOf(barOf ?? ''));
  const lines = [
    line(columns.map((name) => name.toUpperCase())),
    ...cells.map((row, index) => (bars[index] ? `${line(row)}  ${bars[index]}` : line(row))),
    ...(truncated ? [`... more than ${rows.length} rows; raise --limit for the rest`] : []),
  ];
  return lines
    .map((text) => `${width === null ? text.trimEnd() : cutLine(text.trimEnd(), width)}\n`)
    .join('');
}

/** A bar a row, the longest for the largest number; none where the column is missing. */
function drawBars(rows: readonly (readonly Value[])[], place: number): string[] {
  if (place < 0) return [];
  const amounts = rows.map((row) => Number(row[place] ?? 0));
  const largest = amounts.reduce((most, amount) => Math.max(most, amount), 1);
  return amounts.map((amount) => '█'.repeat(Math.ceil((amount / largest) * BAR_WIDTH)));
}

function renderMarkdown({ columns, rows, truncated }: Answer): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map(markdownCell)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(row.map(markdownCell))),
    ...(truncated ? [`\nMore than ${rows.length} rows; raise --limit for the rest.\n`] : []),
  ].join('');
}

/** Text that stays text: Markdown and HTML in it are shown as they are. */
function markdownCell(value: Value): string {
  return toLine(String(value ?? '')).replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
}

function csvCell(value: Value): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function objectOf(columns: readonly string[], row: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null]));
}
