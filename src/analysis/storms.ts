import type { AttributionSettings } from '../config/config.js';
import { endOrCap, type OutageWindow } from '../outages/window.js';
import { type Interval, overlaps } from '../time/interval.js';
import { poissonUpperTail } from './statistics.js';
import type { WindowScopes } from './window-scope.js';

/** Outage failures of one or several systems that came in a rush. */
export interface Storm {
  /** Times of the first and the last of them, in milliseconds since the Unix epoch, UTC. */
  readonly start: number;
  readonly end: number;
  /** By name. */
  readonly systems: readonly string[];
  readonly count: number;
}

/** The outage failures of one system, by time. */
export interface SystemFailures {
  readonly system: string;
  readonly times: Iterable<number>;
}

/** How many outage failures a baseline holds, and how long it is. */
export interface FailureBaseline {
  readonly failures: number;
  readonly lengthMs: number;
}

/** A longer gap between two outage failures ends a storm. In milliseconds, as the next two. */
const LONGEST_GAP = 15_000;
/** Storms of several systems that lie no further apart are one. */
export const LONGEST_BREAK = 30_000;
/** Clocks and logs may differ by as much. */
const OFFSET_OF_NOTE = 5_000;
const SMALLEST_STORM = 5;

/**
 * Finds storms from the reports alone. For each system, outage failures with gaps of at most 15 s are one when there
 * are at least five and the system's baseline does not explain them (Poisson, α); storms of several systems within 30 s
 * of one another are one. By start. What is a storm does not depend on what else was looked at: a day and its hours see
 * the same ones.
 *
 * @param rushes as `findRushes` found them
 * @param baselines what the system of each rush shows in the baseline before it; null when that is too short: then
 *   nothing explains it
 */
export function findStorms(
  rushes: readonly Rush[],
  baselines: readonly (FailureBaseline | null)[],
  alpha: number,
): Storm[] {
  const storms = rushes.filter(({ start, end, count }, index) => {
    const baseline = baselines[index];
    if (!baseline || baseline.lengthMs === 0) return true;
    return poissonUpperTail(count, (baseline.failures * (end - start)) / baseline.lengthMs) < alpha;
  });
  return mergeStorms(
    storms.map(({ system, start, end, count }) => ({ start, end, count, systems: [system] })),
  );
}

/** Outage failures of one system in a rush: a storm, or a part of one, unless its baseline explains it. */
export interface Rush {
  readonly system: string;
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** Where the storm would begin that it may be a part of: its baseline lies before. */
  readonly before: number;
}

/** Finds what may be storms, by start. */
export function findRushes(systems: readonly SystemFailures[]): Rush[] {
  const found = systems
    .flatMap(({ system, times }) => rushesOf(times).map((rush) => ({ ...rush, system })))
    .sort((a, b) => a.start - b.start);
  const groups = mergeStorms(found.map(({ system, ...rush }) => ({ ...rush, systems: [system] })));
  let place = 0;
  return found.map((rush) => {
    while ((groups[place]?.end ?? rush.start) < rush.start) place += 1;
    return { ...rush, before: groups[place]?.start ?? rush.start };
  });
}

/** Runs of at least five times with no longer gap than 15 s. */
function rushesOf(times: Iterable<number>): { start: number; end: number; count: number }[] {
  const found: { start: number; end: number; count: number }[] = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last && time - last.end <= LONGEST_GAP) {
      last.end = time;
      last.count += 1;
    } else found.push({ start: time, end: time, count: 1 });
  }
  return found.filter(({ count }) => count >= SMALLEST_STORM);
}

/** Joins storms, given by start, that lie close together. */
function mergeStorms(storms: readonly Storm[]): Storm[] {
  const merged: Storm[] = [];
  for (const storm of storms) {
    const last = merged.at(-1);
    if (last && storm.start - last.end <= LONGEST_BREAK) {
      merged[merged.length - 1] = {
        start: last.start,
        end: Math.max(last.end, storm.end),
        systems: [...new Set([...last.systems, ...storm.systems])].sort(),
        count: last.count + storm.count,
      };
    } else merged.push(storm);
  }
  return merged;
}

/**
 * Whether the log knows of a storm: for each of its systems a downtime or partial window that holds it overlaps the
 * storm, give or take the recovery grace. A storm that only some of its systems' windows cover is not recorded: the
 * others failed for a reason that nobody wrote down.
 */
export function isRecorded(storm: Storm, scopes: WindowScopes, settings: AttributionSettings): boolean {
  return storm.systems.every((system) =>
    scopes
      .holding(system)
      .some(({ window }) => window.phase !== 'shutdown' && overlaps(nearOf(window, settings), spanOf(storm))),
  );
}

function nearOf(window: OutageWindow, { recoveryGrace, openWindowCap }: AttributionSettings): Interval {
  const end = endOrCap(window, openWindowCap);
  return { start: window.start - recoveryGrace, end: end + recoveryGrace };
}

/** A storm's moments, the last one inside. */
function spanOf({ start, end }: Storm): Interval {
  return { start, end: end + 1 };
}

/** How a storm lies against the edges of an outage; negative when it came first. */
export interface StormOffsets {
  readonly startOffsetSeconds: number;
  /** Null while the outage is open. */
  readonly endOffsetSeconds: number | null;
  /** It begins or ends more than 5 s off: a clock that differs, or a log that is wrong. */
  readonly isOff: boolean;
}

/** Measures a storm against the start and end of its outage. Clocks are shown, never silently corrected. */
export function measureOffsets(
  storm: Storm,
  outage: { readonly start: number; readonly end: number | null },
): StormOffsets {
  const startOffset = storm.start - outage.start;
  const endOffset = outage.end === null ? null : storm.end - outage.end;
  return {
    startOffsetSeconds: startOffset / 1000,
    endOffsetSeconds: endOffset === null ? null : endOffset / 1000,
    isOff: Math.abs(startOffset) > OFFSET_OF_NOTE || Math.abs(endOffset ?? 0) > OFFSET_OF_NOTE,
  };
}
