import { baselineIntervals, isSufficient } from '../analysis/baseline.js';
import { findStorms, type Storm, type SystemFailures } from '../analysis/storms.js';
import type { ExceptionCount } from '../store/exception-counts.js';
import { iterateExceptionTimes } from '../store/exception-times.js';
import { type Interval, totalLength } from '../time/interval.js';
import type { Knowledge } from './knowledge.js';

/** Finds the storms of an interval from the reports alone. */
export function gatherStorms(knowledge: Knowledge, interval: Interval): Storm[] {
  const failures = new Map<string, number[]>();
  for (const { time, reporterId, exceptionId } of iterateExceptionTimes(knowledge.db, interval)) {
    const system = knowledge.systemOf(reporterId);
    if (!knowledge.failures.isOutageFailure(system, exceptionId)) continue;
    const times = failures.get(system);
    if (times) times.push(time);
    else failures.set(system, [time]);
  }
  return stormsAmong(
    knowledge,
    Array.from(failures, ([system, times]) => ({ system, times })),
  );
}

/**
 * Finds the storms that outage failures make, each held against its system's baseline before it. The times may come in
 * any order.
 */
export function stormsAmong(knowledge: Knowledge, systems: readonly SystemFailures[]): Storm[] {
  const { config, scopes, firstOopsAt } = knowledge;
  const ordered = systems
    .map(({ system, times }) => ({ system, times: Float64Array.from(times).sort() }))
    .sort((a, b) => (a.system < b.system ? -1 : 1));
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
