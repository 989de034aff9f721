import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import { type Interval, subtract, totalLength } from '../time/interval.js';
import { windowReach } from './window-reach.js';
import type { HoldingWindow } from './window-scope.js';

/** Less than this is no baseline: what an hour did not show says little about the next. In milliseconds. */
export const SHORTEST_BASELINE = 3_600_000;

/**
 * The stretches before an outage that show how a system usually fails: the 24 hours (a setting) before `start` − τ,
 * less every stretch in which a window holds the system, with its τ and γ, and less what lies before the first OOPS of
 * the whole store, for nobody was listening then.
 *
 * @param start the earliest start of the outage's windows that hold the system
 * @param holding every window, of whatever outage, that holds the system
 * @param firstOopsAt null when the store is empty
 */
export function baselineIntervals(
  start: number,
  holding: readonly HoldingWindow[],
  firstOopsAt: number | null,
  settings: { readonly attribution: AttributionSettings; readonly verdict: VerdictSettings },
): Interval[] {
  const end = start - settings.attribution.clockTolerance;
  if (firstOopsAt === null || firstOopsAt >= end) return [];
  const whole = { start: Math.max(end - settings.verdict.baseline, firstOopsAt), end };
  const { recoveryGrace, openWindowCap, clockTolerance } = settings.attribution;
  const longest = Math.max(openWindowCap, clockTolerance + recoveryGrace);
  const reaches = holding
    .filter(({ window }) => window.start - clockTolerance < whole.end)
    // Of ten thousand windows only those of the day are looked at closely.
    .filter(({ window }) => (window.end ?? window.start) + longest > whole.start)
    .map(({ window }) => windowReach(window, settings.attribution));
  return subtract(whole, reaches);
}

/** Whether the stretches are long enough together for a test. */
export function isSufficient(baseline: readonly Interval[]): boolean {
  return totalLength(baseline) >= SHORTEST_BASELINE;
}
