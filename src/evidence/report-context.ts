import { type Attributor, createAttributor } from '../analysis/attribution.js';
import { createWindowScopes, type WindowScopes } from '../analysis/window-scope.js';
import type { Config } from '../config/config.js';
import { createDeliveryLag } from '../config/delivery-lag.js';
import { createSystemMap, expectedFailuresOf, type SystemMap } from '../config/system-map.js';
import { type FailureMode, matchesType, matchFailureMode } from '../oops/classes/failure-mode.js';
import type { Outage } from '../outages/outage.js';
import { reconcilePlans } from '../outages/reconcile-plans.js';
import type { OutageWindow } from '../outages/window.js';
import { countExceptions, type ExceptionCount } from '../store/sqlite/blocks/counts.js';
import type { Db } from '../store/sqlite/database.js';
import { type Lookups, openLookups } from '../store/sqlite/tables/lookups.js';
import { firstOopsTime } from '../store/sqlite/tables/oopses.js';
import { listReporters, type Reporter } from '../store/sqlite/tables/reporters.js';
import { observedUntil } from '../store/sqlite/tables/sources.js';
import { listWindows } from '../store/sqlite/tables/windows.js';
import type { Interval } from '../time/interval.js';

/** All that a report can build on: the store, the config, and the window log compiled for attribution. */
export interface Knowledge {
  readonly db: Db;
  readonly lookups: Lookups;
  readonly config: Config;
  readonly windows: readonly OutageWindow[];
  readonly outages: readonly Outage[];
  readonly scopes: WindowScopes;
  readonly attributor: Attributor;
  readonly failures: FailureMatcher;
  /** `countExceptions` of the store, which remembers what it was asked last. */
  readonly countExceptions: (intervals: readonly Interval[]) => readonly ExceptionCount[];
  /** The system of a reporter, by the reporter's id in the store. */
  readonly systemOf: (reporterId: number) => string;
  readonly systemMap: SystemMap;
  /** Everyone that was ever heard. */
  readonly reporters: readonly Reporter[];
  /** Time of the first OOPS of the store; null when it is empty. */
  readonly firstOopsAt: number | null;
  /** What was written before it has been read. Milliseconds since the Unix epoch, UTC. */
  readonly observedUntil: number;
  /** The moment as of which the report is made, where the user named one: what is later is left out. */
  readonly asOf: number | null;
}

/**
 * Gathers what a report can know. The store has observed all until the time at which its sources were last read in full,
 * less the delivery lag (see `observedUntil`); until 1970 where none ever was, so that nothing is concluded from what was
 * not seen. `asOf` can only make it earlier.
 */
export function gatherKnowledge(db: Db, config: Config, asOf: number | null): Knowledge {
  const lookups = openLookups(db);
  const { windows, outages } = reconcilePlans(listWindows(db));
  const scopes = createWindowScopes(windows);
  const systemMap = createSystemMap(config.systems);
  const reporters = listReporters(db);
  const systems = new Map(reporters.map(({ id, name }) => [id, systemMap.systemOf(name)]));
  return {
    db,
    lookups,
    config,
    windows,
    outages,
    scopes,
    attributor: createAttributor(scopes, config.attribution),
    failures: createFailureMatcher(lookups, config),
    countExceptions: createExceptionCounter(db),
    systemMap,
    reporters,
    systemOf: (reporterId) => systems.get(reporterId) ?? 'UNKNOWN',
    firstOopsAt: firstOopsTime(db),
    observedUntil: Math.min(
      asOf ?? Number.POSITIVE_INFINITY,
      observedUntil(db, createDeliveryLag(config)) ?? 0,
    ),
    asOf,
  };
}

/** How many answers are remembered: storms and systems of an outage ask for the same baselines, other outages do not. */
const REMEMBERED = 4;

function createExceptionCounter(db: Db): Knowledge['countExceptions'] {
  const known = new Map<string, readonly ExceptionCount[]>();
  return (intervals) => {
    const key = JSON.stringify(intervals);
    const counts = known.get(key) ?? countExceptions(db, intervals);
    known.set(key, counts);
    for (const [oldest] of known) if (known.size > REMEMBERED) known.delete(oldest);
    return counts;
  };
}

/** Says which failure modes of the config an exception of the store matches. Each question is answered once. */
export interface FailureMatcher {
  /** Some expected failure of the system is of this type: a cheap question before the others. */
  mayFail(system: string, type: string | null): boolean;
  /** It matches the expected failures of the system. */
  isOutageFailure(system: string, exceptionId: number): boolean;
  isTolerated(exceptionId: number): boolean;
  isNeverSuppressed(exceptionId: number): boolean;
}

export function createFailureMatcher(lookups: Lookups, config: Config): FailureMatcher {
  const bySystem = new Map<string, (exceptionId: number) => boolean>();
  const matcherOf = remember((modes: readonly FailureMode[]) => createMatcher(lookups, modes));
  const modesOf = remember((system: string) => expectedFailuresOf(config, system));
  return {
    mayFail: (system, type) => matchesType(modesOf(system), type),
    isOutageFailure(system, exceptionId) {
      let matches = bySystem.get(system);
      if (!matches) {
        matches = matcherOf(modesOf(system));
        bySystem.set(system, matches);
      }
      return matches(exceptionId);
    },
    isTolerated: createMatcher(lookups, config.toleratedFailures),
    isNeverSuppressed: createMatcher(lookups, config.neverSuppress),
  };
}

function createMatcher(lookups: Lookups, modes: readonly FailureMode[]): (exceptionId: number) => boolean {
  if (modes.length === 0) return () => false;
  const answers = new Map<number, boolean>();
  return (exceptionId) => {
    let answer = answers.get(exceptionId);
    if (answer === undefined) {
      const { type, value } = lookups.exceptionById(exceptionId);
      answer = matchFailureMode(modes, type, value) !== undefined;
      answers.set(exceptionId, answer);
    }
    return answer;
  };
}

/** The same function, which finds the value of each key once. */
export function remember<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = find(key);
      known.set(key, value);
    }
    return value;
  };
}
