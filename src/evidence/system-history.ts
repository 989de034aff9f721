import { millisecondsInDay } from 'date-fns/constants';
import type { BaselineCount, EarlierDowntime, Sighting } from '../analysis/evidence.js';
import { duringInterval } from '../analysis/window-scope.js';
import type { Outage } from '../outages/outage.js';
import { type Interval, intersection, totalLength, union } from '../time/interval.js';
import type { ReportContext } from './report-context.js';
import type { StoredSighting } from './sighting-reader.js';
import type { SystemFrame } from './system-frame.js';

/**
 * Counts what each system's baseline holds, by exception and signature. Systems with the same baseline, which most of
 * an outage's have, are counted together.
 */
export async function countBaselines(
  context: ReportContext,
  frames: readonly SystemFrame[],
): Promise<Map<string, BaselineCount[]>> {
  const { countExceptions, systemOf, failures } = context;
  const counts = new Map<string, BaselineCount[]>();
  for (const [systems, intervals] of groupByBaseline(frames)) {
    for (const row of await countExceptions(intervals)) {
      const system = systemOf(row.reporter);
      if (!systems.has(system)) continue;
      const { type } = row.exception;
      const counted: BaselineCount = {
        type,
        signature: row.signature,
        isOutageFailure: failures.mayFail(system, type) && failures.isOutageFailure(system, row.exception),
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
export async function countEarlierDowntime(
  { data, config, scopes, systemOf, failures, firstOopsAt }: ReportContext,
  outage: Outage,
  { system, start }: SystemFrame,
  isNeeded: boolean,
): Promise<EarlierDowntime> {
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
  const counts = await data.countExceptions(downtime);
  const expected = counts
    .filter(
      ({ reporter, exception }) =>
        systemOf(reporter) === system && failures.isOutageFailure(system, exception),
    )
    .reduce((sum, { count }) => sum + count, 0);
  return { expected, seconds: totalLength(downtime) / 1000 };
}

/** A signature that its system has not shown for this long is new. In milliseconds: 30 days. */
const MEMORY = 30 * millisecondsInDay;

/** Keeps the sightings whose signature the system had not shown in the 30 days before the outage. */
export async function keepNewSightings(
  { data, reporters, systemOf }: ReportContext,
  { system, start }: SystemFrame,
  candidates: readonly StoredSighting[],
): Promise<Sighting[]> {
  if (candidates.length === 0) return [];
  const before = { start: start - MEMORY, end: start };
  const own = reporters.map(({ name }) => name).filter((name) => systemOf(name) === system);
  const signatures = new Set(candidates.map(({ oops }) => oops.signature));
  const seen = await data.signaturesSeen(signatures, own, before);
  return candidates.filter(({ oops }) => !seen.has(oops.signature));
}
