import { plural, toLine } from '../../reports/layout/text.js';
import type { OutageReport, ReportedSystem } from '../../reports/outage/outage-report.js';
import { formatDuration } from '../../time/duration.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { createLiveLine } from './live-line.js';

/** What is known while a verdict is waited for. */
export interface Waiting {
  readonly reports: readonly Pick<OutageReport, 'systems' | 'observedUntil'>[];
  /** The systems that are still open. */
  readonly open: readonly ReportedSystem[];
  /** How long it waits still, in milliseconds. */
  readonly left: number;
}

/** Tells how it stands while a verdict is waited for. */
export interface WaitLine {
  readonly show: (waiting: Waiting) => void;
  /** Takes away what is to be seen only while it waits. */
  readonly clear: () => void;
  /** How often time has to be told, in milliseconds; null: only what has changed is told. */
  readonly every: number | null;
}

const SILENT: WaitLine = { show: () => {}, clear: () => {}, every: null };
const SECOND = 1000;

/** A line that lives on a terminal; elsewhere a new one whenever another system is decided. On stderr. */
export function createWaitLine(
  context: Pick<CommandContext, 'stderr' | 'showsProgress' | 'columns'>,
  { quiet = false }: Pick<GlobalOptions, 'quiet'>,
): WaitLine {
  if (quiet) return SILENT;
  if (context.showsProgress) {
    const line = createLiveLine(context);
    return { show: (waiting) => line.show(describeWaiting(waiting)), clear: line.clear, every: SECOND };
  }
  let before = '';
  return {
    ...SILENT,
    show(waiting) {
      const names = listNames(waiting.open);
      if (names !== before) context.stderr.write(`${describeWaiting(waiting)}\n`);
      before = names;
    },
  };
}

/**
 * How it stands, in a line.
 *
 * @example
 * // '1 of 2 systems decided, 9 min 50 s left, read until 08:12:00 UTC, at least 9 min 1 s more needed. Undecided: T'
 */
function describeWaiting({ reports, open, left }: Waiting): string {
  const total = reports.reduce((sum, { systems }) => sum + systems.length, 0);
  const until = reports.map(({ observedUntil }) => observedUntil).sort()[0] ?? '';
  const needed = open.flatMap(({ recovery: { secondsNeeded } }) => secondsNeeded ?? []);
  return [
    `${total - open.length} of ${plural(total, 'system')} decided`,
    `${formatDuration(Math.max(0, Math.ceil(left / SECOND) * SECOND))} left`,
    `read until ${until.slice(11, 19)} UTC`,
    ...(needed.length > 0 ? [`at least ${formatDuration(Math.min(...needed) * SECOND)} more needed`] : []),
  ]
    .join(', ')
    .concat(`. Undecided: ${toLine(listNames(open))}`);
}

/** The names of systems, as messages tell them. */
export function listNames(systems: readonly Pick<ReportedSystem, 'system'>[]): string {
  return systems.map(({ system }) => system).join(', ');
}
