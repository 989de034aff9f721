import { outageFromWindows } from '../outages/outage.js';
import { reconcilePlans } from '../outages/reconcile-plans.js';
import type { OutageWindow } from '../outages/window.js';
import { toLine } from './layout/text.js';
import { describeWindow, type ReportedWindow } from './windows.js';

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
 * began last at the end. How it stands is as of now.
 *
 * @param now milliseconds since the Unix epoch, UTC
 */
export function printWindowList(windows: readonly ListedWindow[], now: number): string {
  if (windows.length === 0) return 'The window log is empty.\n';
  const rows = [
    ['OUTAGE', ...COLUMNS.map(({ heading }) => heading)],
    ...groupByOutage(windows).flatMap((group) => rowsOfOutage(group, now)),
  ];
  const widest = rows.reduce((width, [id = '']) => Math.max(width, Math.min(MOST_PADDED, id.length)), 0);
  const widths = [widest, ...COLUMNS.map(({ width }) => width)];
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

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
function stateOf({ start, end, tookPlaceAs }: ListedWindow, now: number): string {
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
