import { LONGEST_BREAK } from '../../analysis/storms.js';
import { lowerBound } from '../../lower-bound.js';
import { type SightedOops, sortSighted } from '../../store/sighted-oops.js';
import type { IsWanted } from '../../store/snapshot.js';
import type { Interval } from '../../time/interval.js';
import { millisecondsInDay } from '../../time/lengths.js';
import type { ReportContext } from '../report-context.js';

/** Which systems' failures are looked at. */
export type Selection = (system: string) => boolean;

const SHORTEST_LOOK = 60_000;
/** Failures that have gone on for longer without a break of 30 s are no storm that an edge could cut. In milliseconds. */
export const LONGEST_LOOK = millisecondsInDay;

/** The outage failures of an interval, by system, each by time, as far as the report's clock allows. */
export async function findFailures(
  context: ReportContext,
  interval: Interval,
  isSelected: Selection,
): Promise<Map<string, SightedOops[]>> {
  return sightFailures(context, [readableOf(context, interval)], isSelected);
}

/** The same of several intervals, whatever the report's clock. */
export async function sightFailures(
  context: ReportContext,
  intervals: readonly Interval[],
  isSelected: Selection,
): Promise<Map<string, SightedOops[]>> {
  const { data, systemOf } = context;
  const bySystem = new Map<string, SightedOops[]>();
  for await (const oopses of data.exceptionSightings(intervals, failuresOf(context, isSelected))) {
    for (const oops of oopses) {
      const system = systemOf(oops.reporter);
      const own = bySystem.get(system);
      if (own) own.push(oops);
      else bySystem.set(system, [oops]);
    }
  }
  for (const sighted of bySystem.values()) sortSighted(sighted);
  return bySystem;
}

/** When they happened alone: a storm can have a hundred thousand, which would keep much of the store in memory. */
export async function findFailureTimes(
  context: ReportContext,
  interval: Interval,
  isSelected: Selection,
): Promise<Map<string, Float64Array>> {
  const { data, systemOf } = context;
  const isFailure = failuresOf(context, isSelected);
  const bySystem = new Map<string, Float64Array[]>();
  for (const [reporter, times] of await data.exceptionTimes(readableOf(context, interval), isFailure)) {
    const system = systemOf(reporter);
    bySystem.set(system, [...(bySystem.get(system) ?? []), times]);
  }
  return new Map(Array.from(bySystem, ([system, times]) => [system, joinSorted(times)]));
}

function joinSorted(lists: readonly Float64Array[]): Float64Array {
  return joinTimes(lists).sort();
}

/** One list after the other. */
export function joinTimes(lists: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const times of lists) {
    joined.set(times, place);
    place += times.length;
  }
  return joined;
}

function readableOf({ asOf }: ReportContext, { start, end }: Interval): Interval {
  return { start, end: asOf === null ? end : Math.min(end, asOf) };
}

/** What is an outage failure of one of some systems. */
function failuresOf({ systemOf, failures }: ReportContext, isSelected: Selection): IsWanted {
  return ({ reporter, exception }) => {
    const system = systemOf(reporter);
    return isSelected(system) && failures.isOutageFailure(system, exception);
  };
}

/**
 * The same, with the failures beyond the edges that can be of one storm with those inside: up to 30 s in which nothing
 * failed. Nearly always one look, a little beyond both edges, tells where those are.
 */
export async function findWholeFailureTimes(
  context: ReportContext,
  { start, end }: Interval,
  isSelected: Selection,
): Promise<Map<string, Float64Array>> {
  const near = { start: start - SHORTEST_LOOK, end: end + SHORTEST_LOOK };
  const seen = await findFailureTimes(context, near, isSelected);
  const before = cutTimes(seen, { start: near.start, end: start });
  const after = cutTimes(seen, { start: end, end: near.end });
  const whole = {
    start: lastLull(before, near.start, start) ?? (await lullBefore(context, start, isSelected)),
    end: firstLull(after, end, near.end) ?? (await lullAfter(context, end, isSelected)),
  };
  const isSeen = whole.start >= near.start && whole.end <= near.end;
  return isSeen ? cutTimes(seen, whole) : findFailureTimes(context, whole, isSelected);
}

/** The last moment up to `edge` before which no storm can reach over it: nothing failed in the 30 s before. */
export async function lullBefore(
  context: ReportContext,
  edge: number,
  isSelected: Selection,
): Promise<number> {
  for (let look = SHORTEST_LOOK; look <= LONGEST_LOOK; look *= 4) {
    const seen = await findFailureTimes(context, { start: edge - look, end: edge }, isSelected);
    const lull = lastLull(seen, edge - look, edge);
    if (lull !== null) return lull;
  }
  return edge - LONGEST_LOOK;
}

/** The first moment from `edge` after which no storm can go on from before it: nothing failed for 30 s. */
export async function lullAfter(
  context: ReportContext,
  edge: number,
  isSelected: Selection,
): Promise<number> {
  for (let look = SHORTEST_LOOK; look <= LONGEST_LOOK; look *= 4) {
    const seen = await findFailureTimes(context, { start: edge, end: edge + look }, isSelected);
    const lull = firstLull(seen, edge, edge + look);
    if (lull !== null) return lull;
  }
  return edge + LONGEST_LOOK;
}

/** When failures began again after the last lull before an edge; null without one. @param seen what failed since `from` */
function lastLull(seen: ReadonlyMap<string, Float64Array>, from: number, edge: number): number | null {
  let first = edge;
  for (const time of [...joinSorted([...seen.values()]).reverse(), from]) {
    if (first - time > LONGEST_BREAK) return first;
    first = time;
  }
  return null;
}

/** When failures ended before the first lull from an edge on; null without one. @param seen what failed up to `to` */
function firstLull(seen: ReadonlyMap<string, Float64Array>, edge: number, to: number): number | null {
  let last = edge - 1;
  for (const time of [...joinSorted([...seen.values()]), to]) {
    if (time - last > LONGEST_BREAK) return last + 1;
    last = time;
  }
  return null;
}

/** Those in an interval. */
function cutTimes(
  bySystem: ReadonlyMap<string, Float64Array>,
  { start, end }: Interval,
): Map<string, Float64Array> {
  return new Map(
    Array.from(bySystem, ([system, times]) => [
      system,
      times.subarray(lowerBound(times, start), lowerBound(times, end)),
    ]),
  );
}
