import type { AttributionSettings } from '../config/config.js';
import { endOrCap, type OutageWindow } from '../outages/window.js';
import { compareText } from '../text/compare-text.js';
import { covers, type Interval, overlaps, subtract, totalLength } from '../time/interval.js';
import { millisecondsInHour } from '../time/lengths.js';
import { poissonUpperTail } from './statistics/statistics.js';
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

/** A longer gap between two outage failures ends a storm. In milliseconds, as the next three. */
export const LONGEST_GAP = 15_000;
/** Storms of several systems that lie no further apart are one. */
export const LONGEST_BREAK = 30_000;
/** Clocks and logs may differ by as much. */
const OFFSET_OF_NOTE = 5_000;
/** What an hour did not show says little about a storm. */
const SHORTEST_USUAL = millisecondsInHour;
const SMALLEST_STORM = 5;

/** Outage failures of one system that may be a storm: at least five with gaps of at most 15 s. */
export interface Rush {
  /** Times of the first and the last of them. */
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** Place of the first of them among the times that were looked at. */
  readonly first: number;
}

/** Finds what may be storms, by start. @param times of one system's outage failures, sorted */
export function findRushes(times: ArrayLike<number>): Rush[] {
  const found: Rush[] = [];
  let first = 0;
  for (let next = 1; next <= times.length; next++) {
    const end = times[next - 1] as number;
    if (next < times.length && (times[next] as number) - end <= LONGEST_GAP) continue;
    const count = next - first;
    if (count >= SMALLEST_STORM) found.push({ start: times[first] as number, end, count, first });
    first = next;
  }
  return found;
}

/** What is known of a system to tell which of its rushes are storms. */
export interface UsualFailures {
  /** Its outage failures from a day before the first of the rushes to the start of the last, sorted, no rush cut. */
  readonly times: ArrayLike<number>;
  /** The day before a moment, less what windows reach and what lies before the first OOPS of the store. */
  readonly dayBefore: (moment: number) => readonly Interval[];
}

/**
 * Keeps the rushes that are storms: the system's rate of outage failures in the day before, all rushes left out, does
 * not explain them (Poisson, α). With less than an hour to tell by, each is one. What is a storm does not depend on
 * what else was looked at: a day and its hours see the same ones.
 */
export function keepStorms(
  rushes: readonly Rush[],
  { times, dayBefore }: UsualFailures,
  alpha: number,
): Rush[] {
  const others = findRushes(times);
  const lone = timesOutside(times, others);
  return rushes.filter(({ start, end, count }) => {
    const day = dayBefore(start);
    const lengthMs = totalLength(day.flatMap((stretch) => subtract(stretch, others.map(spanOf))));
    if (lengthMs < SHORTEST_USUAL) return true;
    const failures = lone.filter((time) => day.some((stretch) => covers(stretch, time))).length;
    return poissonUpperTail(count, (failures * (end - start)) / lengthMs) < alpha;
  });
}

/** The times that are in none of the rushes found among them. */
function timesOutside(times: ArrayLike<number>, rushes: readonly Rush[]): number[] {
  const outside: number[] = [];
  let next = 0;
  for (let place = 0; place < times.length; place++) {
    const rush = rushes[next];
    if (rush?.first === place) {
      place += rush.count - 1;
      next += 1;
    } else outside.push(times[place] as number);
  }
  return outside;
}

/** The storms of several systems: those within 30 s of one another are one. By start. */
export function joinStorms(bySystem: Iterable<readonly [system: string, storms: readonly Rush[]]>): Storm[] {
  const storms = [...bySystem].flatMap(([system, own]) =>
    own.map(({ start, end, count }): Storm => ({ start, end, count, systems: [system] })),
  );
  const order = (a: Storm, b: Storm) => a.start - b.start || compareText(a.systems.join(), b.systems.join());
  return mergeStorms(storms.sort(order));
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
function spanOf({ start, end }: Pick<Storm, 'start' | 'end'>): Interval {
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
