import type { Config } from '../config/config.js';
import { systemNames } from '../config/system-map.js';
import { BY_HAND, type OutageWindow } from '../outages/window.js';
import {
  printWindowText,
  readWindowText,
  WINDOW_COLUMNS,
  type WindowText,
} from '../outages/window-log/text.js';
import { splitTypedSystems } from '../outages/written-systems.js';
import { toLine } from '../text/printable.js';
import { formatInstant } from '../time/instant.js';
import type { Reading } from '../time/moment.js';
import { readTimeOption } from '../time/named-moment.js';
import { UserError } from '../user-error.js';

/** What of a window somebody says; the rest is as it was, or nothing. */
export type WrittenWindow = { readonly [column in keyof WindowText]?: string };

/** A time of a window that is written as people write times. */
type Edge = 'start' | 'end';

/** What a written window is read by. */
export interface WindowReading {
  /** The clock, in milliseconds since the Unix epoch: times may be relative to it. */
  readonly now: number;
  /** What a time is called where it was written, for messages: `--start`. */
  readonly nameOf: (edge: Edge) => string;
}

/** Reads what somebody wrote as a window. Throws a UserError that says what is wrong and what to do. */
export function readWindow(written: WrittenWindow, config: Config, reading: WindowReading): OutageWindow {
  const text = Object.fromEntries(
    WINDOW_COLUMNS.map((column) => [column, written[column] ?? '']),
  ) as WindowText;
  const known = systemNames(config);
  // What is planned is to come: its monday is the next one.
  const direction = /^\s*planned\s*$/i.test(text.kind) ? 'next' : 'past';
  const moments = {
    start: readEdge('start', text, { ...reading, direction }),
    end: readEdge('end', text, { ...reading, direction }),
  };
  const { window, fault } = readWindowText({ ...text, ...moments }, { source: BY_HAND, knownSystems: known });
  if (window) return window;
  throw new UserError(`${text.outage || 'The window'}: ${fault}`);
}

/** A time as the reader of windows takes it; empty text as it is. Throws a UserError for what is no time. */
function readEdge(edge: Edge, text: WindowText, { nameOf, ...reading }: WindowReading & Reading): string {
  const written = text[edge].trim();
  return written === '' ? '' : formatInstant(readTimeOption(nameOf(edge), written, reading));
}

/** Those of some texts that say what a window is, with the systems as a log has them. */
export function pickColumns(given: WrittenWindow, config: Config): WrittenWindow {
  const picked: WrittenWindow = Object.fromEntries(
    WINDOW_COLUMNS.flatMap((column) => (given[column] === undefined ? [] : [[column, given[column]]])),
  );
  if (picked.systems === undefined) return picked;
  return { ...picked, systems: splitTypedSystems(picked.systems, systemNames(config)).join(' ') };
}

/** A window in a few words, to answer who has changed it. */
export function describeWindow(window: OutageWindow): string {
  const { outage, phase, systems, start, end } = printWindowText(window);
  return toLine(`${outage}: ${phase} of ${systems} from ${start} to ${end === '' ? 'open' : end}`);
}
