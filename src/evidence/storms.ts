import { millisecondsInDay } from 'date-fns/constants';
import { baselineIntervals, isSufficient } from '../analysis/evidence.js';
import {
  type FailureBaseline,
  findRushes,
  findStorms,
  isRecorded,
  LONGEST_BREAK,
  type Rush,
  type Storm,
} from '../analysis/storms.js';
import { memoize } from '../memoize.js';
import type { Outage } from '../outages/outage.js';
import { endSoFar } from '../outages/window.js';
import type { ExceptionCount } from '../store/snapshot.js';
import { covers, type Interval, totalLength } from '../time/interval.js';
import type { ReportContext } from './report-context.js';

/** Which systems' failures are looked at. */
type Selection = (system: string) => boolean;

const SHORTEST_LOOK = 60_000;
/** Failures that have gone on for longer without a break of 30 s are no storm that an edge could cut. */
const LONGEST_LOOK = millisecondsInDay;

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
  const whole = {
    start: await lullBefore(context, interval.start, isSelected),
    end: await lullAfter(context, interval.end, isSelected),
  };
  const failures = new Map<string, readonly number[]>();
  for (const { system, times } of await findFailures(context, whole, isSelected)) {
    failures.set(system, [...(failures.get(system) ?? []), ...times]);
  }
  const ordered = Array.from(failures, ([system, times]) => ({
    system,
    times: Float64Array.from(times).sort(),
  })).sort((a, b) => (a.system < b.system ? -1 : 1));
  const rushes = findRushes(ordered);
  const baselines: (FailureBaseline | null)[] = [];
  for (const rush of rushes) baselines.push(await countBaseline(context, rush));
  return findStorms(rushes, baselines, context.config.verdict.alpha);
}

async function countBaseline(
  { config, scopes, firstOopsAt, countExceptions, ...context }: ReportContext,
  { system, before }: Rush,
): Promise<FailureBaseline | null> {
  const intervals = baselineIntervals(before, scopes.holding(system), firstOopsAt, config);
  if (!isSufficient(intervals)) return null;
  const failures = countFailures(context, system, await countExceptions(intervals));
  return { failures, lengthMs: totalLength(intervals) };
}

/** The outage failures of an interval, in no order, as far as the report's clock allows. */
async function findFailures(
  { data, asOf, systemOf, failures }: ReportContext,
  { start, end }: Interval,
  isSelected: Selection,
): Promise<{ readonly system: string; readonly times: readonly number[] }[]> {
  const readable = { start, end: asOf === null ? end : Math.min(end, asOf) };
  const counts = await data.countExceptions([readable]);
  const wanted = counts.filter(({ reporter, exception }) => {
    const system = systemOf(reporter);
    return isSelected(system) && failures.isOutageFailure(system, exception);
  });
  const found = wanted.length === 0 ? [] : await data.exceptionTimes(readable, wanted);
  return found.map(({ reporter, times }) => ({ system: systemOf(reporter), times }));
}

/** The last moment up to `edge` before which no storm can reach over it: nothing failed in the 30 s before. */
async function lullBefore(context: ReportContext, edge: number, isSelected: Selection): Promise<number> {
  for (let look = SHORTEST_LOOK; look <= LONGEST_LOOK; look *= 4) {
    const seen = await findFailures(context, { start: edge - look, end: edge }, isSelected);
    let first = edge;
    for (const time of [...seen.flatMap(({ times }) => times).sort((a, b) => b - a), edge - look]) {
      if (first - time > LONGEST_BREAK) return first;
      first = time;
    }
  }
  return edge - LONGEST_LOOK;
}

/** The first moment from `edge` after which no storm can go on from before it: nothing failed for 30 s. */
async function lullAfter(context: ReportContext, edge: number, isSelected: Selection): Promise<number> {
  for (let look = SHORTEST_LOOK; look <= LONGEST_LOOK; look *= 4) {
    const seen = await findFailures(context, { start: edge, end: edge + look }, isSelected);
    let last = edge - 1;
    for (const time of [...seen.flatMap(({ times }) => times).sort((a, b) => a - b), edge + look]) {
      if (time - last > LONGEST_BREAK) return last + 1;
      last = time;
    }
  }
  return edge + LONGEST_LOOK;
}

function countFailures(
  { systemOf, failures }: Pick<ReportContext, 'systemOf' | 'failures'>,
  system: string,
  counts: readonly ExceptionCount[],
): number {
  return counts
    .filter(({ reporter }) => systemOf(reporter) === system)
    .filter(({ exception }) => failures.isOutageFailure(system, exception))
    .reduce((sum, { count }) => sum + count, 0);
}

/**
 * The storm of the systems that an outage's windows hold, where it lies on the outage, give or take the recovery grace:
 * all of it, also past the log's edges. Null when there is none, or when the outage only stopped systems, which makes no
 * storm.
 */
export async function gatherOwnStorm(context: ReportContext, outage: Outage): Promise<Storm | null> {
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
  return own.length === 0 ? null : own.reduce(joinStorms);
}

function joinStorms(a: Storm, b: Storm): Storm {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    systems: [...new Set([...a.systems, ...b.systems])].sort(),
    count: a.count + b.count,
  };
}
