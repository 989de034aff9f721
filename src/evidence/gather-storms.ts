import { millisecondsInDay } from 'date-fns/constants';
import { baselineIntervals, isSufficient } from '../analysis/baseline.js';
import { findStorms, LONGEST_BREAK, type Storm } from '../analysis/storms.js';
import type { ExceptionCount } from '../store/exception-counts.js';
import { iterateExceptionTimes } from '../store/exception-times.js';
import { covers, type Interval, totalLength } from '../time/interval.js';
import type { Knowledge } from './knowledge.js';

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
