import { CALENDAR } from './calendar/calendar.js';
import { CSV } from './csv.js';
import { DEPLOYMENT_LOG } from './deployment-log/deployment-log.js';
import { JSON_LIST } from './json.js';
import { PAGER_DUTY } from './pager-duty.js';
import { SILENCES } from './silences/silences.js';
import { STATUS_PAGE } from './status-page/status-page.js';
import {
  type ReadWindows,
  textOf,
  type WindowLogFormat,
  type WindowLogOptions,
} from './window-log-format.js';

/**
 * Every form of a window log, one a line. The first that recognises a file reads it: JSON of any shape comes after
 * those that are told by their keys, and the deployment log is last, because it is looked for in every line.
 */
export const WINDOW_LOG_FORMATS = {
  csv: CSV,
  silences: SILENCES,
  statuspage: STATUS_PAGE,
  pagerduty: PAGER_DUTY,
  json: JSON_LIST,
  ics: CALENDAR,
  'deploy-log': DEPLOYMENT_LOG,
} as const satisfies Record<string, WindowLogFormat>;

export type WindowLogName = keyof typeof WINDOW_LOG_FORMATS;

/** The names of all forms, by the alphabet. */
export const WINDOW_LOG_NAMES = (Object.keys(WINDOW_LOG_FORMATS) as WindowLogName[]).sort();

/** The form of this name. */
export function windowLogFormat(name: WindowLogName): WindowLogFormat {
  return WINDOW_LOG_FORMATS[name];
}

/** Which form of a window log a file has, by its beginning; null when it seems to be none. */
export function recogniseWindowLog(head: Uint8Array): WindowLogName | null {
  const text = textOf(head);
  const names = Object.keys(WINDOW_LOG_FORMATS) as WindowLogName[];
  return names.find((name) => windowLogFormat(name).recognises(text, head)) ?? null;
}

/** What a window log holds, whatever its form. */
export type WindowLog = Required<ReadWindows>;

/** Reads a window log of a form. */
export function readWindowLog(bytes: Uint8Array, name: WindowLogName, options: WindowLogOptions): WindowLog {
  return {
    runs: [],
    calledOff: { cancelled: [], complete: [] },
    ...windowLogFormat(name).read(bytes, options),
  };
}

/** How the log can be written, by the names of the forms: reading it again gives the same windows. */
export const WINDOW_LOG_PRINTERS = Object.fromEntries(
  Object.entries<WindowLogFormat>(WINDOW_LOG_FORMATS).flatMap(([name, { print }]) =>
    print ? [[name, print]] : [],
  ),
) as Readonly<Record<string, NonNullable<WindowLogFormat['print']>>>;
