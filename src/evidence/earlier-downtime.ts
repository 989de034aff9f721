import type { EarlierDowntime } from '../analysis/outage-evidence.js';
import { duringInterval } from '../analysis/window-reach.js';
import type { Outage } from '../outages/outage.js';
import { countExceptions } from '../store/exception-counts.js';
import { intersection, totalLength, union } from '../time/interval.js';
import type { SystemFrame } from './gather-evidence.js';
import type { Knowledge } from './knowledge.js';

const NONE: EarlierDowntime = { expected: 0, seconds: 0 };

/**
 * Counts a system's expected failures in the downtime windows of the outages before this one, as far back as the store
 * reaches. Only a system that was not heard in the downtime of this one needs it.
 */
export function countEarlierDowntime(
  { db, config, scopes, systemOf, failures, firstOopsAt }: Knowledge,
  outage: Outage,
  { system, start }: SystemFrame,
  isNeeded: boolean,
): EarlierDowntime {
  if (!isNeeded || firstOopsAt === null) return NONE;
  const recorded = { start: firstOopsAt, end: start };
  const downtime = union(
    scopes
      .holding(system)
      .filter(
        ({ window }) => window.outage !== outage.id && window.phase === 'downtime' && window.start < start,
      )
      .flatMap(({ window }) => intersection(duringInterval(window, config.attribution), recorded) ?? []),
  );
  const expected = countExceptions(db, downtime)
    .filter(
      ({ reporterId, exceptionId }) =>
        systemOf(reporterId) === system && failures.isOutageFailure(system, exceptionId),
    )
    .reduce((sum, { count }) => sum + count, 0);
  return { expected, seconds: totalLength(downtime) / 1000 };
}
