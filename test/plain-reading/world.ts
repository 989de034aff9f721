import { createSystemMap, expectedFailuresOf } from '../../src/config/system-map.js';
import { type FailureMode, matchFailureMode } from '../../src/oops/classes/failure-mode.js';
import { ALL_SYSTEMS, type OutageWindow } from '../../src/outages/window.js';
import { covers, type Interval } from '../../src/time/interval.js';
import type { Scenario, ScenarioOops } from './scenario.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An OOPS, and what the config says of it. */
export interface Sighting extends ScenarioOops {
  readonly system: string;
  readonly started: number;
  readonly isOutageFailure: boolean;
  readonly isTolerated: boolean;
  readonly isNeverSuppressed: boolean;
}

/** A scenario, read once. */
export interface World extends Scenario {
  /** Every OOPS, by time. */
  readonly all: readonly Sighting[];
  /** Those that a verdict may look at, by time. */
  readonly sightings: readonly Sighting[];
  /** The time of the first OOPS of the whole store, of those with an exact time; infinite when there is none. */
  readonly storeBegins: number;
}

export function readWorld(scenario: Scenario): World {
  const { systemOf } = createSystemMap(scenario.rules.systems);
  const all = scenario.oopses
    .map((oops): Sighting => {
      const system = systemOf(oops.reporter);
      return {
        ...oops,
        system,
        started: startedOf(oops),
        isOutageFailure: matchesAnyLink(expectedFailuresOf(scenario.rules, system), oops),
        isTolerated: matchesAnyLink(scenario.rules.toleratedFailures, oops),
        isNeverSuppressed: matchesAnyLink(scenario.rules.neverSuppress, oops),
      };
    })
    .sort((a, b) => a.time - b.time || (a.oopsId < b.oopsId ? -1 : 1));
  const exact = all.filter((sighting) => !sighting.timeIsInexact);
  return {
    ...scenario,
    all,
    sightings: exact.filter((sighting) => isObserved(sighting, scenario.observedUntil)),
    storeBegins: exact[0]?.time ?? Number.POSITIVE_INFINITY,
  };
}

/** Ambiguity: what comes from observedUntil on is in no stretch that is watched, although the store may have it. */
function isObserved(oops: ScenarioOops, observedUntil: number): boolean {
  return oops.time < observedUntil;
}

// "`started` = time − duration when a duration ≥ 0 is known, else time."
function startedOf({ time, durationSeconds }: ScenarioOops): number {
  return durationSeconds !== null && durationSeconds >= 0 ? time - Math.round(durationSeconds * 1000) : time;
}

// "an OOPS may carry a chain of causes; it matches when any link does"
function matchesAnyLink(modes: readonly FailureMode[], oops: ScenarioOops): boolean {
  return [oops, ...oops.causes].some(({ type, value }) => matchFailureMode(modes, type, value) !== undefined);
}

/** Whether a window names a system. */
function names(window: OutageWindow, system: string): boolean {
  return window.systems.some((name) => name.toUpperCase() === system.toUpperCase());
}

// "Within one outage, a system that a shutdown window names is out of the scope of that outage's `*` windows."
export function holds(window: OutageWindow, system: string, windows: readonly OutageWindow[]): boolean {
  if (names(window, system)) return true;
  if (!window.systems.includes(ALL_SYSTEMS)) return false;
  return !windows.some(
    (other) => other.outage === window.outage && other.phase === 'shutdown' && names(other, system),
  );
}

export function windowsOf(world: World, system: string): OutageWindow[] {
  return world.windows.filter((window) => holds(window, system, world.windows));
}

/** Where a window ends; an open one at the cap. */
// "A window without an end reaches to openWindowCap (default 4 h) after its start"
export function endOf(window: OutageWindow, { rules }: Scenario): number {
  return window.end ?? window.start + rules.attribution.openWindowCap;
}

// "during: time ∈ [start−τ, end+τ)"
export function duringInterval(window: OutageWindow, scenario: Scenario): Interval {
  const { clockTolerance } = scenario.rules.attribution;
  return {
    start: window.start - clockTolerance,
    end: endOf(window, scenario) + (hasMargins(window) ? clockTolerance : 0),
  };
}

/** All of the time in which a window can hold an OOPS. */
// "a window (with its τ and γ)"
export function reachOf(window: OutageWindow, scenario: Scenario): Interval {
  const { start, end } = duringInterval(window, scenario);
  return { start, end: end + (hasMargins(window) ? scenario.rules.attribution.recoveryGrace : 0) };
}

/** Ambiguity: past the cap an open window attributes nothing, not even within τ or γ. */
// "past that it attributes nothing more"
function hasMargins(window: OutageWindow): boolean {
  return window.end !== null;
}

export function isWithin(stretches: readonly Interval[], at: number): boolean {
  return stretches.some((stretch) => covers(stretch, at));
}

export function within(stretches: readonly Interval[], sightings: readonly Sighting[]): Sighting[] {
  return sightings.filter(({ time }) => isWithin(stretches, time));
}

/** Ambiguity: an ordinary OOPS is one that is no outage failure. */
export function isOrdinary(sighting: Sighting): boolean {
  return !sighting.isOutageFailure;
}
