import { countRequests } from '../analysis/requests.js';
import {
  findRushes,
  isRecorded,
  joinStorms,
  keepStorms,
  LONGEST_GAP,
  type Rush,
  type Storm,
} from '../analysis/storms.js';
import { baselineIntervals } from '../analysis/stretches.js';
import { memoize } from '../memoize.js';
import type { Outage } from '../outages/outage.js';
import { endSoFar } from '../outages/window.js';
import type { SightedOops } from '../store/sighted-oops.js';
import { covers, type Interval } from '../time/interval.js';
import {
  findFailures,
  findFailureTimes,
  findWholeFailureTimes,
  lullAfter,
  lullBefore,
  type Selection,
  sightFailures,
} from './failures/failures.js';
import { knownAround, knownSince } from './known-time.js';
import type { ReportContext } from './report-context.js';

/** A storm with fewer requests takes nothing out of a baseline: it may be one request that was retried. */
const FEWEST_REQUESTS = 5;

/**
 * Finds the storms that begin in an interval, from the reports alone. They are whole, also past the interval's end; one
 * that began earlier belongs to the interval before.
 */
export async function gatherStorms(
  context: ReportContext,
  interval: Interval,
  isSelected: Selection = () => true,
): Promise<Storm[]> {
  const storms = await gatherStormsAround(context, interval, isSelected);
  return storms.filter(({ start }) => covers(interval, start));
}

/** The storms that begin in an interval, of all or some systems, and that no window covers. */
export async function findUnrecordedStorms(
  context: ReportContext,
  interval: Interval,
  isSelected?: Selection,
): Promise<Storm[]> {
  const { scopes, config } = context;
  const storms = await gatherStorms(context, interval, isSelected);
  return storms.filter((storm) => !isRecorded(storm, scopes, config.attribution));
}

/** Finds the storms that reach into an interval, and perhaps some near it: all are whole, also past its edges. */
async function gatherStormsAround(
  context: ReportContext,
  interval: Interval,
  isSelected: Selection,
): Promise<Storm[]> {
  const failures = await findWholeFailureTimes(context, interval, isSelected);
  const rushes = new Map(Array.from(failures, ([system, times]) => [system, findRushes(times)]));
  return joinStorms(await selectStorms(context, rushes));
}

/** Those of the rushes, by system, that are storms. Only where there is one the day before it is asked for. */
async function selectStorms(
  context: ReportContext,
  rushes: ReadonlyMap<string, readonly Rush[]>,
): Promise<Map<string, Rush[]>> {
  const { config, scopes } = context;
  const { baseline, alpha } = config.verdict;
  const starts = [...rushes.values()].flat().map(({ start }) => start);
  if (starts.length === 0) return new Map();
  const day = {
    start: starts.reduce((a, b) => Math.min(a, b)) - config.attribution.clockTolerance - baseline,
    end: starts.reduce((a, b) => Math.max(a, b)),
  };
  const isAsked = (system: string) => (rushes.get(system)?.length ?? 0) > 0;
  const times = await findEarlierFailureTimes(context, day, isAsked);
  return new Map(
    Array.from(rushes, ([system, own]) => {
      const dayBefore = (moment: number) =>
        baselineIntervals(moment, scopes.holding(system), [], knownSince(context, moment), config);
      return [system, keepStorms(own, { times: times.get(system) ?? [], dayBefore }, alpha)];
    }),
  );
}

/** The same as `findFailureTimes`, with those before the interval that make up a rush over its start. */
async function findEarlierFailureTimes(
  context: ReportContext,
  interval: Interval,
  isSelected: Selection,
): Promise<Map<string, Float64Array>> {
  const found = await findFailureTimes(context, interval, isSelected);
  const isNear = [...found.values()].some(([first]) => (first as number) - interval.start <= LONGEST_GAP);
  if (!isNear) return found;
  const start = await lullBefore(context, interval.start, isSelected);
  return findFailureTimes(context, { ...interval, start }, isSelected);
}

/** The outage failures of a system in an interval, and its storms that are no single retried request. */
export interface FailuresAndStorms {
  /** By time. */
  readonly failures: readonly SightedOops[];
  /** Those that reach into the interval and have at least five requests, whole, recorded or not. */
  readonly storms: readonly Interval[];
}

/** Looks at the outage failures of some systems in an interval, by system, and finds which of them are storms. */
export async function lookAtFailures(
  context: ReportContext,
  interval: Interval,
  isSelected: Selection,
): Promise<Map<string, FailuresAndStorms>> {
  const failures = await sightFailures(context, [interval], isSelected);
  const whole = await completeRushes(context, interval, failures);
  const rushes = new Map(
    Array.from(whole, ([system, sighted]) => [
      system,
      findRushes(sighted.map(({ time }) => time))
        .filter(({ start, end }) => start < interval.end && end >= interval.start)
        .filter(({ first, count }) => countRequests(sighted.slice(first, first + count)) >= FEWEST_REQUESTS),
    ]),
  );
  const storms = await selectStorms(context, rushes);
  return new Map(
    Array.from(failures, ([system, sighted]) => [
      system,
      { failures: sighted, storms: storms.get(system) ?? [] },
    ]),
  );
}

/** The failures with those beyond the interval that make up a rush over one of its edges. */
async function completeRushes(
  context: ReportContext,
  { start, end }: Interval,
  failures: ReadonlyMap<string, readonly SightedOops[]>,
): Promise<ReadonlyMap<string, readonly SightedOops[]>> {
  const isAsked = (system: string) => failures.has(system);
  const all = [...failures.values()];
  const isNearStart = all.some(([first]) => first !== undefined && first.time - start <= LONGEST_GAP);
  const isNearEnd = all.some((own) => end - (own.at(-1)?.time ?? start) <= LONGEST_GAP);
  if (!isNearStart && !isNearEnd) return failures;
  const whole = {
    start: isNearStart ? await lullBefore(context, start, isAsked) : start,
    end: isNearEnd ? await lullAfter(context, end, isAsked) : end,
  };
  return findFailures(context, whole, isAsked);
}

/**
 * The storm of the systems that an outage's windows hold, where it lies on the outage, give or take the recovery grace:
 * all of it, also past the log's edges. Null when there is none, or when the outage only stopped systems, which makes no
 * storm.
 */
export async function gatherOwnStorm(whole: ReportContext, outage: Outage): Promise<Storm | null> {
  const context = knownAround(whole, outage);
  if (outage.windows.every(({ phase }) => phase === 'shutdown')) return null;
  const { config, scopes, observedUntil } = context;
  const { recoveryGrace, openWindowCap } = config.attribution;
  const end = endSoFar(outage, openWindowCap, observedUntil);
  const near = { start: outage.start - recoveryGrace, end: end + recoveryGrace };
  const isHeld = memoize((system: string) =>
    scopes.holding(system).some(({ window }) => window.outage === outage.id),
  );
  const storms = await gatherStormsAround(context, near, isHeld);
  const own = storms.filter((storm) => storm.end >= near.start && storm.start < near.end);
  return own.length === 0 ? null : own.reduce(mergeTwo);
}

function mergeTwo(a: Storm, b: Storm): Storm {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    systems: [...new Set([...a.systems, ...b.systems])].sort(),
    count: a.count + b.count,
  };
}
