import { guardFormula, quoteCell, unguardFormula } from '../text/csv-cell.js';
import { readSpelled, spellUnprintable } from '../text/printable.js';
import type { OutageWindow } from './outage-window.js';
import { printWindowText, WINDOW_COLUMNS } from './window-text.js';

/** The header as people write it; only a log with planned windows needs the last column. */
export const USUAL_COLUMNS = WINDOW_COLUMNS.filter((column) => column !== 'kind');

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
export function readCell(cell: string): string {
  return readSpelled(unguardFormula(cell.trim()));
}
