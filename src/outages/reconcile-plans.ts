import { overlaps } from '../time/interval.js';
import { type Outage, outageFromWindows } from './outage.js';
import { ALL_SYSTEMS, endOrCap, type OutageWindow } from './window.js';

/** The log as reports use it. */
export interface ReconciledLog {
  /** The windows that OOPSes can belong to: what happened, and what was planned where nobody says what happened. */
  readonly windows: readonly OutageWindow[];
  readonly outages: readonly Outage[];
}

/**
 * Joins what was planned with what happened. A planned window and an actual one that overlap and share a system are of
 * one outage, that of the actual one: it alone decides, and the plan is kept beside it. A plan that nothing actual
 * overlaps stands for itself. A window without an end reaches to its cap, so that one
 * that somebody forgot to close does not take the place of every later plan.
 *
 * @param openWindowCap in milliseconds
 * @example
 * // a calendar has 10:00 to 10:05, the deployment log 10:00:25 to 10:01:27
 * reconcilePlans(windows, cap).outages.map(({ id, planned }) => [id, planned.length]); // [['fdt-20120618T100025Z', 1]]
 */
export function reconcilePlans(log: readonly OutageWindow[], openWindowCap: number): ReconciledLog {
  const actual = log.filter(({ isPlanned }) => !isPlanned);
  const plans = log.filter(({ isPlanned }) => isPlanned);
  if (plans.length === 0) return { windows: log, outages: outageFromWindows(log) };
  const planned = new Map<string, OutageWindow[]>();
  const unmatched = new Set<OutageWindow>();
  for (const plan of plans) {
    const outage = findOutage(plan, actual, openWindowCap);
    if (outage === null) unmatched.add(plan);
    else planned.set(outage, [...(planned.get(outage) ?? []), plan]);
  }
  const windows = log.filter((window) => !window.isPlanned || unmatched.has(window));
  const outages = outageFromWindows(windows).map((outage) => ({
    ...outage,
    planned: planned.get(outage.id) ?? [],
  }));
  return { windows, outages };
}

/** The outage whose actual windows a plan is of: the one of its own id, else the first that it overlaps. */
function findOutage(
  plan: OutageWindow,
  actual: readonly OutageWindow[],
  openWindowCap: number,
): string | null {
  const reachOf = (window: OutageWindow) => ({ start: window.start, end: endOrCap(window, openWindowCap) });
  const own = actual.find(({ outage }) => outage === plan.outage);
  const other =
    own ?? actual.find((window) => overlaps(reachOf(plan), reachOf(window)) && shareSystem(plan, window));
  return other?.outage ?? null;
}

/** Whether two windows hold a common system; `*` shares with every other. */
export function shareSystem(a: OutageWindow, b: OutageWindow): boolean {
  if (a.systems.includes(ALL_SYSTEMS) || b.systems.includes(ALL_SYSTEMS)) return true;
  const names = new Set(a.systems.map((name) => name.toUpperCase()));
  return b.systems.some((name) => names.has(name.toUpperCase()));
}
