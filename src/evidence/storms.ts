import { millisecondsInDay } from 'date-fns/constants';
import { baselineIntervals, isSufficient } from '../analysis/evidence.js';
import { findStorms, LONGEST_BREAK, measureOffsets, type Storm } from '../analysis/storms.js';
import type { Outage } from '../outages/outage.js';
import type { ReportedStorm } from '../reports/outage/outage-report.js';
import type { ExceptionCount } from '../store/sqlite/blocks/counts.js';
import { iterateExceptionTimes } from '../store/sqlite/blocks/exception-times.js';
import { formatInstant } from '../time/instant.js';
import { covers, type Interval, totalLength } from '../time/interval.js';
import { type Knowledge, remember } from './report-context.js';

/** Which systems' failures are looked at. */
type Selection = (system: string) => boolean;

const SHORTEST_LOOK = 60_000;
/** Failures that have gone on for longer without a break of 30 s are no storm that an edge could cut. */
const LONGEST_LOOK = millisecondsInDay;

/**
 * Finds the storms that begin in an interval, from the reports alone. They are whole, also past the interval's end; one
 * that began earlier belongs to the interval before.
 */
export function gatherStorms(
  knowledge: Knowledge,
  interval: Interval,
  isSelected: Selection = () => true,
): Storm[] {
  return gatherStormsAround(knowledge, interval, isSelected).filter(({ start }) => covers(interval, start));
}

/** Finds the storms that reach into an interval, and perhaps some near it: all are whole, also past its edges. */
export function gatherStormsAround(knowledge: Knowledge, interval: Interval, isSelected: Selection): Storm[] {
  const whole = {
    start: lullBefore(knowledge, interval.start, isSelected),
    end: lullAfter(knowledge, interval.end, isSelected),
  };
  const failures = new Map<string, number[]>();
  for (const { time, system } of iterateFailures(knowledge, whole, isSelected)) {
    const times = failures.get(system);
    if (times) times.push(time);
    else failures.set(system, [time]);
  }
  const { config, scopes, firstOopsAt } = knowledge;
  const ordered = Array.from(failures, ([system, times]) => ({
    system,
    times: Float64Array.from(times).sort(),
  })).sort((a, b) => (a.system < b.system ? -1 : 1));
  return findStorms(
    ordered,
    (system, before) => {
      const intervals = baselineIntervals(before, scopes.holding(system), firstOopsAt, config);
      if (!isSufficient(intervals)) return null;
      return {
        failures: countFailures(knowledge, system, knowledge.countExceptions(intervals)),
        lengthMs: totalLength(intervals),
      };
    },
    config.verdict.alpha,
  );
}

/** The outage failures of an interval, in no order, as far as the report's clock allows. */
function* iterateFailures(
  { db, asOf, systemOf, failures }: Knowledge,
  { start, end }: Interval,
  isSelected: Selection,
): Generator<{ readonly system: string; readonly time: number }> {
  const readable = { start, end: asOf === null ? end : Math.min(end, asOf) };
  for (const { time, reporterId, exceptionId } of iterateExceptionTimes(db, readable)) {
    const system = systemOf(reporterId);
    if (isSelected(system) && failures.isOutageFailure(system, exceptionId)) yield { system, time };
  }
}

/** The last moment up to `edge` before which no storm can reach over it: nothing failed in the 30 s before. */
function lullBefore(knowledge: Knowledge, edge: number, isSelected: Selection): number {
  for (let look = SHORTEST_LOOK; look <= LONGEST_LOOK; look *= 4) {
    const seen = [...iterateFailures(knowledge, { start: edge - look, end: edge }, isSelected)];
    let first = edge;
    for (const time of [...seen.map((failure) => failure.time).sort((a, b) => b - a), edge - look]) {
      if (first - time > LONGEST_BREAK) return first;
      first = time;
    }
  }
  return edge - LONGEST_LOOK;
}

/** The first moment from `edge` after which no storm can go on from before it: nothing failed for 30 s. */
function lullAfter(knowledge: Knowledge, edge: number, isSelected: Selection): number {
  for (let look = SHORTEST_LOOK; look <= LONGEST_LOOK; look *= 4) {
    const seen = [...iterateFailures(knowledge, { start: edge, end: edge + look }, isSelected)];
    let last = edge - 1;
    for (const time of [...seen.map((failure) => failure.time).sort((a, b) => a - b), edge + look]) {
      if (time - last > LONGEST_BREAK) return last + 1;
      last = time;
    }
  }
  return edge + LONGEST_LOOK;
}

function countFailures(
  { systemOf, failures }: Knowledge,
  system: string,
  counts: readonly ExceptionCount[],
): number {
  return counts
    .filter(({ reporterId }) => systemOf(reporterId) === system)
    .filter(({ exceptionId }) => failures.isOutageFailure(system, exceptionId))
    .reduce((sum, { count }) => sum + count, 0);
}

/**
 * The storm of the systems that an outage's windows hold, where it lies on the outage, give or take the recovery grace:
 * all of it, also past the log's edges. Null when there is none, or when the outage only stopped systems, which makes no
 * storm.
 */
export function reportStorm(knowledge: Knowledge, outage: Outage): ReportedStorm | null {
  if (outage.windows.every(({ phase }) => phase === 'shutdown')) return null;
  const { config, scopes, observedUntil } = knowledge;
  const { recoveryGrace, openWindowCap } = config.attribution;
  const end = outage.end ?? Math.min(observedUntil, outage.start + openWindowCap);
  const near = { start: outage.start - recoveryGrace, end: end + recoveryGrace };
  const isHeld = remember((system: string) =>
    scopes.holding(system).some(({ window }) => window.outage === outage.id),
  );
  const own = gatherStormsAround(knowledge, near, isHeld).filter(
    (storm) => storm.end >= near.start && storm.start < near.end,
  );
  if (own.length === 0) return null;
  const whole = own.reduce(joinStorms);
  return {
    start: formatInstant(whole.start),
    end: formatInstant(whole.end),
    count: whole.count,
    systems: whole.systems,
    ...measureOffsets(whole, outage),
  };
}

function joinStorms(a: Storm, b: Storm): Storm {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    systems: [...new Set([...a.systems, ...b.systems])].sort(),
    count: a.count + b.count,
  };
}
