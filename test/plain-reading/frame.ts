import { createSystemMap, duringOf, findSystem } from '../../src/config/system-map.js';
import type { OutageWindow } from '../../src/outages/window.js';
import {
  type Interval,
  intersection,
  lengthOf,
  subtract,
  totalLength,
  union,
} from '../../src/time/interval.js';
import type { Attributed } from './attribution.js';
import { greatStorms, type Usual, usualBefore } from './baseline.js';
import {
  DAY,
  duringInterval,
  endOf,
  HOUR,
  MINUTE,
  type Sighting,
  type World,
  windowsOf,
  within,
} from './world.js';

/** One system in one outage: the times that its checks ask about, and what was seen in them. */
export interface Frame {
  readonly world: World;
  readonly outage: string;
  readonly system: string;
  readonly isUnaffected: boolean;
  /** Those of the outage that hold it. */
  readonly windows: readonly OutageWindow[];
  readonly isOpen: boolean;
  /** Its earliest start. */
  readonly start: number;
  /** Its latest end, the cap of an open one. */
  readonly end: number;
  /** All OOPSes of the system. */
  readonly sightings: readonly Sighting[];
  /** Those that belong to the outage. */
  readonly attributed: readonly Attributed[];
  /** Those that belong to another one. */
  readonly foreign: readonly Attributed[];
  readonly baseline: Usual;
  readonly justBefore: Usual;
  /** A. */
  readonly observation: Interval;
  /** F. */
  readonly followUp: Interval;
  /** The first 3 h of F, less storms. */
  readonly firstHours: readonly Interval[];
  /** The length that the next window leaves to A. */
  readonly roomForObservation: number;
  readonly discards: DiscardsSeen;
}

interface DiscardsSeen {
  readonly inWindows: boolean;
  readonly inObservation: boolean;
  readonly inFollowUp: boolean;
  in(intervals: readonly Interval[]): boolean;
}

/** The frames of an outage's systems, by name. */
export function framesOf(world: World, attributed: readonly Attributed[], outage: string): Frame[] {
  const candidates = new Map<string, string>();
  for (const name of [
    ...world.rules.systems.map((system) => system.name),
    ...world.sightings.map((sighting) => sighting.system),
  ]) {
    if (!candidates.has(name.toUpperCase())) candidates.set(name.toUpperCase(), name);
  }
  return [...candidates.values()]
    .sort((a, b) => (a < b ? -1 : 1))
    .filter((system) => windowsOf(world, system).some((window) => window.outage === outage))
    .map((system) => frameOf(world, attributed, outage, system))
    .filter(isSystemOfOutage);
}

// "The systems of an outage are those of the config and those heard in the baseline, the windows or A, that one of its
// windows holds."
function isSystemOfOutage(frame: Frame): boolean {
  const isConfigured = findSystem(frame.world.rules.systems, frame.system) !== undefined;
  return isConfigured || frame.baseline.sightings.length > 0 || isHeardInWindows(frame) || isHeardInA(frame);
}

/** Ambiguity: heard in the windows are those of the during-intervals, and those that belong to the windows. */
function isHeardInWindows(frame: Frame): boolean {
  const intervals = frame.windows.map((window) => duringInterval(window, frame.world));
  return frame.attributed.length > 0 || within(intervals, frame.sightings).length > 0;
}

function isHeardInA({ observation, sightings }: Frame): boolean {
  return within([observation], sightings).length > 0;
}

function frameOf(world: World, attributed: readonly Attributed[], outage: string, system: string): Frame {
  const { rules, observedUntil } = world;
  const { systemOf } = createSystemMap(rules.systems);
  const { clockTolerance, recoveryGrace } = rules.attribution;
  const windows = windowsOf(world, system).filter((window) => window.outage === outage);
  const sightings = world.sightings.filter((sighting) => sighting.system === system);
  const belongings = attributed.filter(({ sighting }) => sighting.system === system);
  // "s = earliest start, e = latest end of O's windows whose scope holds S"
  const isOpen = windows.some((window) => window.end === null);
  const start = Math.min(...windows.map((window) => window.start));
  const end = Math.max(...windows.map((window) => endOf(window, world)));
  const cut = nextWindowStart(world, system, end);
  // "observation A = [e+τ+γ, e+τ+γ+30 min), cut at the next window that holds S (its start − τ) and at observedUntil"
  const after = end + clockTolerance + recoveryGrace;
  // Ambiguity: while a window is open there is no A, so that nobody is heard in it.
  const until = (wanted: number, ...cuts: number[]) => ({
    start: after,
    end: isOpen ? after : Math.max(after, Math.min(wanted, ...cuts)),
  });
  const observation = until(after + rules.verdict.observation, cut, observedUntil);
  // "follow-up F = [e+τ+γ, e+24 h), cut in the same way"
  const followUp = until(end + rules.verdict.followUp, cut, observedUntil);
  const first = intersection(followUp, { start: after, end: after + 3 * HOUR });
  const isDiscardedIn = (intervals: readonly Interval[]) =>
    world.discards.some(
      (discard) =>
        systemOf(discard.reporter).toUpperCase() === system.toUpperCase() &&
        discard.count > 0 &&
        discard.minute < observedUntil &&
        intervals.some((interval) => liesIn(discard.minute, interval)),
    );
  return {
    world,
    outage,
    system,
    isUnaffected: duringOf(rules, system) === 'unaffected',
    windows,
    isOpen,
    start,
    end,
    sightings,
    attributed: belongings.filter(({ window }) => window.outage === outage),
    foreign: belongings.filter(({ window }) => window.outage !== outage),
    // "the 24 h before s−τ, less …"
    baseline: usualBefore(world, system, start - clockTolerance, rules.verdict.baseline),
    // "the last 2 h before s−τ with the same stretches taken out"
    justBefore: usualBefore(world, system, start - clockTolerance, 2 * HOUR),
    observation,
    followUp,
    // "asked again of the first 3 h of F, less storms as in the baseline"
    firstHours: first ? subtract(first, greatStorms(world, system, first)) : [],
    roomForObservation: lengthOf(until(after + rules.verdict.observation, cut)),
    discards: {
      // Ambiguity: what was thrown away just after the last window is of the windows, as what was seen there can be.
      inWindows: isDiscardedIn([
        ...windows.map((window) => duringInterval(window, world)),
        { start: end, end: observation.start },
      ]),
      inObservation: isDiscardedIn([observation]),
      inFollowUp: isDiscardedIn([followUp]),
      in: isDiscardedIn,
    },
  };
}

/** Ambiguity: the next window is any that lasts past the end of these; one that has begun already leaves no A at all. */
function nextWindowStart(world: World, system: string, end: number): number {
  const later = windowsOf(world, system).filter((window) => endOf(window, world) > end);
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...later.map((window) => window.start - world.rules.attribution.clockTolerance),
  );
}

/** Ambiguity: a minute of discards is in an interval when they share a moment. */
function liesIn(minute: number, interval: Interval): boolean {
  return intersection({ start: minute, end: minute + MINUTE }, interval) !== null;
}

/** The during-intervals of some windows as far as they were observed. */
export function observedDuring(frame: Frame, windows: readonly OutageWindow[]): Interval[] {
  return union(
    windows.map((window) => {
      const { start, end } = duringInterval(window, frame.world);
      return { start, end: Math.min(end, frame.world.observedUntil) };
    }),
  );
}

export function observedLength(frame: Frame, windows: readonly OutageWindow[]): number {
  return totalLength(observedDuring(frame, windows));
}

// "Same hours: F moved back by 24 h and, where the store reaches so far, also by 7 days; of them count what lies before
// s−τ"
export function sameHours(frame: Frame): {
  readonly dayBefore: Interval;
  readonly weekBefore: Interval | null;
} {
  const until = frame.start - frame.world.rules.attribution.clockTolerance;
  const back = (time: number) => ({
    start: frame.followUp.start - time,
    end: Math.min(frame.followUp.end - time, until),
  });
  const week = back(7 * DAY);
  return { dayBefore: back(DAY), weekBefore: frame.world.storeBegins <= week.start ? week : null };
}
