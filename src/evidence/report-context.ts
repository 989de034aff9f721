import { type Attributor, createAttributor } from '../analysis/attribution.js';
import { createWindowScopes, type WindowScopes } from '../analysis/window-scope.js';
import type { Config } from '../config/config.js';
import { createDeliveryLag } from '../config/delivery-lag.js';
import { createSystemMap, expectedFailuresOf, type SystemMap } from '../config/system-map.js';
import { memoize } from '../memoize.js';
import { createFailureModeMatcher, type FailureMode } from '../oops/classes/failure-mode.js';
import type { Outage } from '../outages/outage.js';
import { reconcilePlans } from '../outages/reconcile-plans.js';
import type { OutageWindow } from '../outages/window.js';
import type { Reporter } from '../store/records.js';
import type { Exception } from '../store/sighted-oops.js';
import type { Snapshot } from '../store/snapshot.js';
import type { Interval } from '../time/interval.js';
import { observedUntil } from './observed-until.js';

/** All that a report can build on: the store, the config, and the window log compiled for attribution. */
export interface ReportContext {
  readonly data: Snapshot;
  readonly config: Config;
  readonly windows: readonly OutageWindow[];
  readonly outages: readonly Outage[];
  readonly scopes: WindowScopes;
  readonly attributor: Attributor;
  readonly failures: FailureMatcher;
  /** The system of a reporter. */
  readonly systemOf: (reporter: string) => string;
  readonly systemMap: SystemMap;
  /** Everyone that was ever heard. */
  readonly reporters: readonly Reporter[];
  /** What was counted of downtimes for those that came after them. */
  readonly knownDowntimes: KnownDowntimes;
  /** Time of the first OOPS that the store ever had and whose time is exact; null when there was none. */
  readonly firstOopsAt: number | null;
  /** The stretches of time of which OOPSes were pruned, sorted. */
  readonly prunedSpans: readonly Interval[];
  /** What was written before it has been read. Milliseconds since the Unix epoch, UTC. */
  readonly observedUntil: number;
  /** The moment as of which the report is made, where the user named one: what is later is left out. */
  readonly asOf: number | null;
}

/** Of each system how many requests of outage failures it showed in each of the windows that hold it, by their places; -1: not counted. */
export type KnownDowntimes = Map<string, Int32Array>;

/**
 * Gathers what a report can know. The store has observed all until the time at which its sources were last read in full,
 * less the delivery lag (see `observedUntil`); until 1970 where none ever was, so that nothing is concluded from what was
 * not seen. `asOf` can only make it earlier.
 */
export async function gatherReportContext(
  data: Snapshot,
  config: Config,
  asOf: number | null,
): Promise<ReportContext> {
  const { windows, outages } = reconcilePlans(await data.windows(), config.attribution.openWindowCap);
  const scopes = createWindowScopes(windows);
  const systemMap = createSystemMap(config.systems);
  const prunedSpans = await data.prunedSpans();
  const firsts = [await data.firstOopsTime(), prunedSpans[0]?.start ?? null].filter((time) => time !== null);
  return {
    data,
    config,
    windows,
    outages,
    scopes,
    attributor: createAttributor(scopes, config.attribution),
    failures: createFailureMatcher(config),
    systemMap,
    reporters: await data.reporters(),
    knownDowntimes: new Map(),
    systemOf: memoize((reporter: string) => systemMap.systemOf(reporter)),
    firstOopsAt: firsts.length === 0 ? null : Math.min(...firsts),
    prunedSpans,
    observedUntil: Math.min(
      asOf ?? Number.POSITIVE_INFINITY,
      observedUntil(await data.sources(), createDeliveryLag(config)) ?? 0,
    ),
    asOf,
  };
}

/**
 * The same over another snapshot of the same state. What was found out of exceptions is forgotten: they are objects of one snapshot,
 * and who keeps a context for long would keep those of all.
 */
export function inSnapshot(context: ReportContext, data: Snapshot): ReportContext {
  return { ...context, data, failures: createFailureMatcher(context.config) };
}

/** Says which failure modes of the config an exception of the store matches. Each question is answered once. */
export interface FailureMatcher {
  /** It, or what it was raised from, matches the expected failures of the system. */
  isOutageFailure(system: string, exception: Exception): boolean;
  isTolerated(exception: Exception): boolean;
  isNeverSuppressed(exception: Exception): boolean;
}

function createFailureMatcher(config: Config): FailureMatcher {
  const testOf = memoize(createTest);
  const expectedOf = memoize((system: string) => testOf(expectedFailuresOf(config, system)));
  return {
    isOutageFailure: (system, exception) => expectedOf(system)(exception),
    isTolerated: createTest(config.toleratedFailures),
    isNeverSuppressed: createTest(config.neverSuppress),
  };
}

type Test = (exception: Exception) => boolean;

/**
 * There are far fewer types than exceptions: what no mode is about is told by its type, and nothing is kept of it. What an
 * exception was raised from may match as well.
 */
function createTest(modes: readonly FailureMode[]): Test {
  if (modes.length === 0) return () => false;
  const { hasType, match } = createFailureModeMatcher(modes);
  const matches = memoize((exception: Exception) => match(exception) !== undefined);
  return (exception) => (hasType(exception.type) || exception.causes.length > 0) && matches(exception);
}
