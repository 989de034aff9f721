import { millisecondsInDay } from 'date-fns/constants';
import type { BaselineCount, EarlierDowntime, Sighting } from '../analysis/evidence.js';
import { duringInterval } from '../analysis/window-scope.js';
import type { Outage } from '../outages/outage.js';
import { countExceptions } from '../store/sqlite/blocks/counts.js';
import { openSignatureHistory } from '../store/sqlite/tables/signatures.js';
import { type Interval, intersection, totalLength, union } from '../time/interval.js';
import type { SystemFrame } from './gather-evidence.js';
import { type Knowledge, remember } from './report-context.js';

/**
 * Counts what each system's baseline holds, by exception and signature. Systems with the same baseline, which most of
 * an outage's have, are counted together.
 */
export function countBaselines(
  knowledge: Knowledge,
  frames: readonly SystemFrame[],
): Map<string, BaselineCount[]> {
  const { countExceptions, lookups, systemOf, failures } = knowledge;
  const typeOf = remember((id: number | null) => (id === null ? null : lookups.textById(id)));
  const counts = new Map<string, BaselineCount[]>();
  for (const [systems, intervals] of groupByBaseline(frames)) {
    for (const row of countExceptions(intervals)) {
      const system = systemOf(row.reporterId);
      if (!systems.has(system)) continue;
      const type = typeOf(row.typeId);
      const counted: BaselineCount = {
        type,
        // Of a million signatures, a report shows five: each is looked up when it is asked for.
        get signature() {
          return lookups.signatureById(row.signatureId);
        },
        isOutageFailure: failures.mayFail(system, type) && failures.isOutageFailure(system, row.exceptionId),
        count: row.count,
      };
      const own = counts.get(system);
      if (own) own.push(counted);
      else counts.set(system, [counted]);
    }
  }
  return counts;
}

function groupByBaseline(frames: readonly SystemFrame[]): [Set<string>, readonly Interval[]][] {
  const groups = new Map<string, [Set<string>, readonly Interval[]]>();
  for (const { system, baseline } of frames) {
    const key = JSON.stringify(baseline);
    const group = groups.get(key) ?? [new Set<string>(), baseline];
    group[0].add(system);
    groups.set(key, group);
  }
  return [...groups.values()];
}

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

/** A signature that its system has not shown for this long is new. In milliseconds: 30 days. */
const MEMORY = 30 * millisecondsInDay;

/** Keeps the sightings whose signature the system had not shown in the 30 days before the outage. */
export function keepNewSightings(
  { db, reporters, systemMap }: Knowledge,
  { system, start }: SystemFrame,
  candidates: readonly { readonly signatureId: number; readonly sighting: Sighting }[],
): Sighting[] {
  const before = { start: start - MEMORY, end: start };
  const reporterIds = reporters.filter(({ name }) => systemMap.systemOf(name) === system).map(({ id }) => id);
  const wasSeen = openSignatureHistory(db);
  const seen = new Map<number, boolean>();
  return candidates
    .filter(({ signatureId }) => {
      if (!seen.has(signatureId)) seen.set(signatureId, wasSeen(signatureId, reporterIds, before));
      return !seen.get(signatureId);
    })
    .map(({ sighting }) => sighting);
}
