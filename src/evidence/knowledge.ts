import { type Attributor, createAttributor } from '../analysis/attribution.js';
import { createWindowScopes, type WindowScopes } from '../analysis/window-scope.js';
import type { Config } from '../config/config.js';
import { createDeliveryLag } from '../config/delivery-lag.js';
import { createSystemMap, type SystemMap } from '../config/system-map.js';
import type { Outage } from '../outages/outage.js';
import type { OutageWindow } from '../outages/outage-window.js';
import { reconcilePlans } from '../outages/reconcile-plans.js';
import { countExceptions, type ExceptionCount } from '../store/exception-counts.js';
import { type Lookups, openLookups } from '../store/lookups.js';
import { firstOopsTime } from '../store/oops-store.js';
import type { Db } from '../store/open-database.js';
import { listReporters, type Reporter } from '../store/reporter-store.js';
import { observedUntil } from '../store/source-store.js';
import { listWindows } from '../store/window-store.js';
import type { Interval } from '../time/interval.js';
import { createFailureMatcher, type FailureMatcher } from './failure-matcher.js';

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
