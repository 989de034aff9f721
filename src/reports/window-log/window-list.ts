import { outageFromWindows } from '../../outages/outage.js';
import { reconcilePlans } from '../../outages/reconcile-plans.js';
import type { OutageWindow } from '../../outages/window.js';
import { paletteOf } from '../layout/colour.js';
import { PLAIN_LOOK, type TextLook } from '../layout/outputs.js';
import { hangLine, toLine } from '../layout/text.js';
import { describeWindow, type ReportedWindow } from '../windows.js';

/** A window as `windows list` shows it. */
export interface ListedWindow extends ReportedWindow {
  /** The outage that a plan became; absent: nothing that happened overlaps it, or it is no plan. */
  readonly tookPlaceAs?: string;
}

/** The windows in the order of the log, each with its outage's title and budget where it has none of its own; a window without an end reaches to its cap. */
export function listWindows(windows: readonly OutageWindow[], openWindowCap: number): ListedWindow[] {
  const outages = new Map(outageFromWindows(windows).map((outage) => [outage.id, outage]));
  const becameOf = new Map(
    reconcilePlans(windows, openWindowCap).outages.flatMap(({ id, planned }) =>
      planned.map((plan) => [plan, id]),
    ),
  );
  return windows.flatMap((window) => {
    const outage = outages.get(window.outage);
    const tookPlaceAs = becameOf.get(window);
    return outage
      ? [{ ...describeWindow(window, outage), ...(tookPlaceAs === undefined ? {} : { tookPlaceAs }) }]
      : [];
  });
}

/** The longest id for which the columns behind it are moved. */
const MOST_PADDED = 60;

/** The width of all columns but the first is fixed, so that a line stays the same when the log grows. */
const COLUMNS = [
  { heading: 'STATE', width: 'took place'.length },
  { heading: 'KIND', width: 'planned'.length },
  { heading: 'PHASE', width: 'downtime'.length },
  { heading: 'START', width: '2011-09-08T08:53:05Z'.length },
  { heading: 'END', width: '2011-09-08T08:53:05Z'.length },
  { heading: 'SYSTEMS  TITLE', width: 0 },
];

/**
 * Writes the log for people: the windows of an outage one below the other, its id and title on the first, the outage that
 * began last at the end. How it stands is as of now. Where a line is too long, systems and title stand below.
 *
 * @param now milliseconds since the Unix epoch, UTC
 * @param look absent: lines may be of any length
 */
export function printWindowList(windows: readonly ListedWindow[], now: number, look?: TextLook): string {
  if (windows.length === 0) return 'The window log is empty.\n';
  const rows = [
    ['OUTAGE', ...COLUMNS.map(({ heading }) => heading)],
    ...groupByOutage(windows).flatMap((group) => rowsOfOutage(group, now)),
  ];
  const widest = rows.reduce((width, [id = '']) => Math.max(width, Math.min(MOST_PADDED, id.length)), 0);
  const widths = [widest, ...COLUMNS.map(({ width }) => width)];
  return rows.map((row) => `${layOut(row, widths, look)}\n`).join('');
}

function layOut(row: readonly string[], widths: readonly number[], look: TextLook = UNBOUNDED): string {
  const [id = '', state = '', ...rest] = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  const isLong = [id, state, ...rest].join('  ').trimEnd().length > look.width;
  const { doubt } = paletteOf(look);
  const shown = OPEN_STATES.has(state.trim())
    ? doubt(state.trim()) + ' '.repeat(state.length - state.trim().length)
    : state;
  const line = [id, shown, ...(isLong ? rest.slice(0, -1) : rest)].join('  ').trimEnd();
  return isLong ? `${line}\n${hangLine(BELOW, row.at(-1) ?? '', look.width)}` : line;
}

/** Where there is no terminal lines may be of any length. */
const UNBOUNDED: TextLook = { ...PLAIN_LOOK, width: Number.POSITIVE_INFINITY };

/** Where systems and title begin that stand below. */
const BELOW = '    ';

/** How a window stands. */
export type WindowState = 'upcoming' | 'took place' | 'open' | 'ongoing' | 'over';

/** The states that somebody may have to do something about. */
export const OPEN_STATES: ReadonlySet<string> = new Set<WindowState>(['open', 'ongoing']);

function rowsOfOutage(windows: readonly ListedWindow[], now: number): string[][] {
  return windows.map((window, place) => {
    const { outage, phase, systems, start, end, title, isPlanned, tookPlaceAs } = window;
    const isTold = windows.slice(0, place).some((other) => other.title === title);
    const notes = [
      isTold || title === null ? '' : toLine(title),
      tookPlaceAs === undefined || tookPlaceAs === outage ? '' : `(as ${toLine(tookPlaceAs)})`,
    ];
    return [
      place === 0 ? toLine(outage) : '',
      stateOf(window, now),
      isPlanned ? 'planned' : 'actual',
      phase,
      `${start.slice(0, 19)}Z`,
      end === null ? 'open' : `${end.slice(0, 19)}Z`,
      [systems.map(toLine).join(' '), ...notes].filter(Boolean).join('  '),
    ];
  });
}

/** How a window stands: `open` waits for somebody to close it, `ongoing` ends by itself. */
export function stateOf({ start, end, tookPlaceAs }: ListedWindow, now: number): WindowState {
  if (Date.parse(start) > now) return 'upcoming';
  if (tookPlaceAs !== undefined) return 'took place';
  if (end === null) return 'open';
  return Date.parse(end) > now ? 'ongoing' : 'over';
}

function groupByOutage(windows: readonly ListedWindow[]): ListedWindow[][] {
  const groups = new Map<string, ListedWindow[]>();
  for (const window of windows) {
    const group = groups.get(window.outage);
    if (group) group.push(window);
    else groups.set(window.outage, [window]);
  }
  return [...groups.values()];
}
