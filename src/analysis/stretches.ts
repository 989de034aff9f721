import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import { type Interval, intersection, subtract, totalLength } from '../time/interval.js';
import { millisecondsInDay, millisecondsInHour } from '../time/lengths.js';
import { type HoldingWindow, windowReach } from './window-scope.js';

/** The stretches of time that an outage is judged by: what lies before it, and what comes after. */

interface StretchSettings {
  readonly attribution: AttributionSettings;
  readonly verdict: VerdictSettings;
}

/** Less than this is no baseline: what an hour did not show says little about the next. In milliseconds. */
const SHORTEST_BASELINE = millisecondsInHour;
const JUST_BEFORE = 2 * millisecondsInHour;
const SHORTEST_JUST_BEFORE = millisecondsInHour;
/** Late failures are looked for in so much of the follow-up. In milliseconds. */
export const FIRST_HOURS = 3 * millisecondsInHour;

/**
 * The stretches before an outage that show how a system usually fails: the 24 hours (a setting) before `start` − τ,
 * less every stretch in which a window holds the system, with its τ and γ, less the system's storms with γ on both
 * sides, and less what lies before the first OOPS of the whole store, for nobody was listening then.
 *
 * @param start the earliest start of the outage's windows that hold the system
 * @param holding every window, of whatever outage, that holds the system
 * @param storms the system's storms, see `isBaselineStorm`: first to last failure
 * @param firstOopsAt of those with an exact time; null when there is none
 */
export function baselineIntervals(
  start: number,
  holding: readonly HoldingWindow[],
  storms: readonly Interval[],
  firstOopsAt: number | null,
  settings: StretchSettings,
): Interval[] {
  const end = start - settings.attribution.clockTolerance;
  if (firstOopsAt === null || firstOopsAt >= end) return [];
  const whole = { start: Math.max(end - settings.verdict.baseline, firstOopsAt), end };
  return subtract(whole, [
    ...reachesNear(holding, whole, settings.attribution),
    ...storms.map((storm) => stormReach(storm, settings.attribution)),
  ]);
}

/** Whether the stretches are long enough together for a test. */
export function isSufficient(baseline: readonly Interval[]): boolean {
  return totalLength(baseline) >= SHORTEST_BASELINE;
}

/** The baseline's part in the last two hours; null where less than an hour of them remains. */
export function justBeforeIntervals(
  start: number,
  baseline: readonly Interval[],
  settings: StretchSettings,
): Interval[] | null {
  const end = start - settings.attribution.clockTolerance;
  const intervals = baseline.flatMap(
    (interval) => intersection(interval, { start: end - JUST_BEFORE, end }) ?? [],
  );
  return totalLength(intervals) >= SHORTEST_JUST_BEFORE ? intervals : null;
}

/** A storm with the recovery grace on both sides, its last moment inside. */
export function stormReach({ start, end }: Interval, { recoveryGrace }: AttributionSettings): Interval {
  return { start: start - recoveryGrace, end: end + recoveryGrace + 1 };
}

/** Of ten thousand windows only the reaches of those that can touch an interval. */
function reachesNear(
  holding: readonly HoldingWindow[],
  { start, end }: Interval,
  settings: AttributionSettings,
): Interval[] {
  const { recoveryGrace, openWindowCap, clockTolerance } = settings;
  const longest = Math.max(openWindowCap, clockTolerance + recoveryGrace);
  return holding
    .filter(({ window }) => window.start - clockTolerance < end)
    .filter(({ window }) => (window.end ?? window.start) + longest > start)
    .map(({ window }) => windowReach(window, settings));
}

/** A stretch after an outage that is watched. */
export interface Observation {
  /** What could be watched; empty (`end` = `start`) when nothing could. */
  readonly interval: Interval;
  /** What can be watched once it has been read: up to the next window that holds the system. */
  readonly wanted: Interval;
  /** What ended it early: the next window that holds the system, or the end of what has been read; else null. */
  readonly cutBy: 'window' | 'observed-until' | null;
}

/**
 * The observation A, in which a system must show that it recovered: [end + τ + γ, and 30 minutes (a setting) on), cut
 * where the reach of another outage's window on the same system begins, and at `observedUntil`, past which nothing has
 * been read.
 *
 * @param end the latest end of the outage's windows that hold the system
 * @param others the windows of other outages that hold the system
 */
export function observe(
  end: number,
  others: readonly HoldingWindow[],
  observedUntil: number,
  settings: StretchSettings,
): Observation {
  const start = watchedFrom(end, settings);
  return cut({ start, end: start + settings.verdict.observation }, others, observedUntil, settings);
}

/** The stretch that is asked where the observation gave no evidence, with the hours that it is compared with. */
export interface FollowUp extends Observation {
  /** Its first three hours. */
  readonly firstHours: Interval;
  readonly sameHours: readonly SameHours[];
}

/** The hours of the follow-up, some days before. */
export interface SameHours {
  readonly daysBack: 1 | 7;
  readonly interval: Interval;
}

/**
 * The follow-up F: [end + τ + γ, end + 24 h (a setting)), cut in the same way as the observation, and the same hours: F
 * moved back by a day and, where the store reaches so far, by seven; of them counts what lies before the outage.
 *
 * @param start the earliest start of the outage's windows that hold the system
 */
export function followUp(
  { start, end }: { readonly start: number; readonly end: number },
  others: readonly HoldingWindow[],
  observedUntil: number,
  firstOopsAt: number | null,
  settings: StretchSettings,
): FollowUp {
  const from = watchedFrom(end, settings);
  const whole = { start: from, end: Math.max(from, end + settings.verdict.followUp) };
  const observation = cut(whole, others, observedUntil, settings);
  const before = start - settings.attribution.clockTolerance;
  const { interval } = observation;
  const sameHours = ([1, 7] as const).flatMap((daysBack): SameHours[] => {
    const moved = {
      start: interval.start - daysBack * millisecondsInDay,
      end: interval.end - daysBack * millisecondsInDay,
    };
    if (daysBack === 7 && (firstOopsAt === null || firstOopsAt > moved.start)) return [];
    return [
      { daysBack, interval: { start: moved.start, end: Math.max(moved.start, Math.min(moved.end, before)) } },
    ];
  });
  const firstHours = { start: from, end: Math.min(interval.end, from + FIRST_HOURS) };
  return { ...observation, firstHours, sameHours };
}

function watchedFrom(end: number, { attribution }: StretchSettings): number {
  return end + attribution.clockTolerance + attribution.recoveryGrace;
}

function cut(
  whole: Interval,
  others: readonly HoldingWindow[],
  observedUntil: number,
  settings: StretchSettings,
): Observation {
  const { start } = whole;
  let wanted = whole;
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
