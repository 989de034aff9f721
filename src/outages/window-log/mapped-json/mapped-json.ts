import { UserError } from '../../../user-error.js';
import { ALL_SYSTEMS } from '../../window.js';
import { ItemFault } from '../json-document/fields.js';
import { listKeys } from '../json-document/found-keys.js';
import type { JsonDocument, JsonObject } from '../json-document/json-document.js';
import { remarkOnUnknown } from '../json-document/name-systems.js';
import { type ItemWindows, readItems } from '../json-document/read-items.js';
import { readWindowText, WINDOW_COLUMNS, type WindowColumn } from '../text.js';
import type { ReadWindows, WindowFileOptions } from '../window-log-format.js';
import type { WindowColumnMap } from './column-map.js';
import { findRows } from './find-rows.js';
import { plainText, SYSTEM, systemsOfRow, textOfRow } from './text-of-row.js';
import { valueAt } from './value-at.js';

/** The map of JSON whose keys are called like the columns. */
const OWN_NAMES: WindowColumnMap = Object.fromEntries(WINDOW_COLUMNS.map((column) => [column, column]));

/**
 * Reads windows from JSON of any shape by a map of its keys: one a dictionary of a list. Times, phase, budget and kind are
 * read as in CSV; a number is a time since the Unix epoch, or seconds of budget. Without a phase it is downtime; where the
 * map does not tell the systems it is all of them.
 *
 * Throws a UserError, which tells the keys that are there and those that are needed, where no list is found, or no row has
 * what a window cannot do without.
 *
 * @param columns undefined: the keys are called like the columns
 */
export function readMappedJson(
  document: JsonDocument,
  columns: WindowColumnMap | undefined,
  options: WindowFileOptions,
): ReadWindows {
  const { file } = options;
  const map = columns ?? OWN_NAMES;
  const rows = findRows(document, map.rows, file);
  const values = rows.map(({ value }) => value);
  const unfound = WINDOW_COLUMNS.filter((column) => !isFound(map[column], values));
  const missing = neededOf(columns).filter((column) => unfound.includes(column));
  if (values.length > 0 && missing.length > 0) throw missingFault(file, map, missing, values);
  const readRow = (row: JsonObject): ItemWindows => {
    const named = systemsOfRow(row, map, options);
    const text = textOfRow(row, map, named.systems);
    const { window, fault } = readWindowText(text, { ...options, source: file });
    if (window) return { windows: [window], remarks: remarkOnUnknown(named, SYSTEM) };
    throw new ItemFault(fault);
  };
  const read = readItems(
    rows,
    'window',
    options,
    readRow,
    (row) => plainText(valueAt(row, map.outage ?? '')) || null,
  );
  return { ...read, remarks: [...read.remarks, ...remarksOn(file, columns, unfound)] };
}

function isFound(path: string | undefined, rows: readonly unknown[]): boolean {
  return path !== undefined && rows.some((row) => valueAt(row, path) !== undefined);
}

/** What no window can do without: its systems too, where a key for them is named. */
function neededOf(columns: WindowColumnMap = {}): readonly WindowColumn[] {
  const { systems = ALL_SYSTEMS } = columns;
  return systems === ALL_SYSTEMS ? ['outage', 'start'] : ['outage', 'start', 'systems'];
}

function missingFault(
  file: string,
  map: WindowColumnMap,
  missing: readonly WindowColumn[],
  rows: readonly unknown[],
): UserError {
  const wanted = missing.map((column) => {
    const path = map[column];
    return path === undefined || path === column ? column : `${path} for ${column}`;
  });
  return new UserError(
    `${file}: no window in it has ${wanted.join(', ')}; the keys found are: ${listKeys(rows)}. ` +
      "Needed are outage and start: say where they lie with --columns 'outage=KEY,start=KEY,end=KEY,systems=KEY,title=KEY'.",
  );
}

/** A key that is nowhere may be misspelt, or the tool leaves out what is empty. */
function remarksOn(file: string, columns: WindowColumnMap = {}, unfound: readonly WindowColumn[]): string[] {
  return unfound.flatMap((column) => {
    const path = columns[column];
    const isWord = column === 'phase' || column === 'kind' || path === ALL_SYSTEMS;
    return path === undefined || isWord ? [] : [`${file}: no window in it has ${path} for ${column}.`];
  });
}
