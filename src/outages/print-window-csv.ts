import type { OutageWindow } from './outage-window.js';
import { printWindowText, WINDOW_COLUMNS } from './window-text.js';

/** The header as people write it; only a log with planned windows needs the last column. */
export const USUAL_COLUMNS = WINDOW_COLUMNS.filter((column) => column !== 'kind');

const FORMULA = /^'*[=+\-@＝＋－＠]/;

/**
 * Writes windows as a log that parseWindowCsv reads back unchanged. A cell that a spreadsheet would take for a formula
 * gets a ' in front, which spreadsheets hide and reading takes away again: a title is data, wherever the log is opened.
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
  const cell = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The text of a cell, as it was before it was printed. */
export function readCell(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
