import type { AttributionSettings } from '../config/config.js';
import { endOrCap, endSoFar, type OutageWindow, type Phase } from '../outages/window.js';
import { type Interval, intersection, union } from '../time/interval.js';
import type { SystemEvidence } from './evidence.js';
import { duringInterval } from './window-scope.js';

/** What of the evidence says which windows a system is judged by. */
type HeldSystem = Pick<SystemEvidence, 'windows' | 'shutdownsElsewhere'>;

/**
 * The windows of one phase, or several, that a system is judged by. A downtime that lies wholly within a shutdown of the
 * system, of this outage or another, is none: what has been stopped cannot fail.
 *
 * @param observedUntil nothing later has been read: so far an open window is known to last
 */
export function judgedWindows(
  system: HeldSystem,
  phases: readonly Phase[],
  observedUntil: number,
  settings: AttributionSettings,
): OutageWindow[] {
  const stopped = new Set(stoppedDowntimes(system, observedUntil, settings));
  return system.windows
    .map(({ window }) => window)
    .filter((window) => phases.includes(window.phase) && !stopped.has(window));
}

/** The downtimes of a system that lie wholly within a shutdown of it. */
export function stoppedDowntimes(
  system: HeldSystem,
  observedUntil: number,
  settings: AttributionSettings,
): OutageWindow[] {
  const own = system.windows.map(({ window }) => window);
  const shutdowns = [...own.filter(({ phase }) => phase === 'shutdown'), ...system.shutdownsElsewhere];
  return own.filter(
    (window) =>
      window.phase === 'downtime' &&
      shutdowns.some((shutdown) => liesWithin(window, shutdown, observedUntil, settings)),
  );
}

function liesWithin(
  window: OutageWindow,
  shutdown: OutageWindow,
  observedUntil: number,
  { openWindowCap }: AttributionSettings,
): boolean {
  const end = endSoFar(window, openWindowCap, observedUntil);
  return shutdown.start <= window.start && end <= endOrCap(shutdown, openWindowCap);
}

/** The union of the windows' during-intervals, as far as they have been read. */
export function duringOf(
  windows: readonly OutageWindow[],
  observedUntil: number,
  settings: AttributionSettings,
): Interval[] {
  const read = { start: Number.NEGATIVE_INFINITY, end: observedUntil };
  return union(windows.flatMap((window) => intersection(duringInterval(window, settings), read) ?? []));
}
