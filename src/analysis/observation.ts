import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import type { Interval } from '../time/interval.js';
import { windowReach } from './window-reach.js';
import type { HoldingWindow } from './window-scope.js';

/** The stretch after an outage in which a system must show that it recovered. */
export interface Observation {
  /** What could be watched; empty (`end` = `start`) when nothing could. */
  readonly interval: Interval;
  /** What can be watched once it has been read: up to the next window that holds the system. */
  readonly wanted: Interval;
  /** What ended it early: the next window that holds the system, or the end of what has been read; else null. */
  readonly cutBy: 'window' | 'observed-until' | null;
}

/**
 * [end + τ + γ, and 30 minutes (a setting) on), cut where the reach of another outage's window on the same system
 * begins, and at `observedUntil`, past which nothing has been read.
 *
 * @param end the latest end of the outage's windows that hold the system
 * @param others the windows of other outages that hold the system
 */
export function observe(
  end: number,
  others: readonly HoldingWindow[],
  observedUntil: number,
  settings: { readonly attribution: AttributionSettings; readonly verdict: VerdictSettings },
): Observation {
  const start = end + settings.attribution.clockTolerance + settings.attribution.recoveryGrace;
  let wanted = { start, end: start + settings.verdict.observation };
  let cutBy: Observation['cutBy'] = null;
  for (const { window } of others) {
    const reach = windowReach(window, settings.attribution);
    if (reach.end <= start || reach.start >= wanted.end) continue;
    wanted = { start, end: Math.max(start, reach.start) };
    cutBy = 'window';
  }
  if (observedUntil >= wanted.end) return { interval: wanted, wanted, cutBy };
  return { interval: { start, end: Math.max(start, observedUntil) }, wanted, cutBy: 'observed-until' };
}
