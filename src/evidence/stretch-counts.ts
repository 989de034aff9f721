import type { BinCounts } from '../analysis/evidence.js';
import { binsOf } from '../analysis/statistics/dispersion.js';
import { lowerBound } from '../lower-bound.js';
import { memoize } from '../memoize.js';
import type { ExceptionPlaces, ReportedException } from '../store/snapshot.js';
import { covers, type Interval, union } from '../time/interval.js';
import type { ReportContext } from './report-context.js';
import type { Frame } from './system-frame.js';

/** OOPSes of one system that had one exception and one reporter, and the pieces of time that they lie in. */
export interface PlacedException extends ExceptionPlaces {
  readonly isOutageFailure: boolean;
}

/** What was counted around an outage. Every stretch of the systems' frames is made of whole pieces. */
export interface StretchCounts {
  /** By system. */
  readonly rows: ReadonlyMap<string, readonly PlacedException[]>;
  /** Adds up some rows, so that each stretch is one subtraction. */
  tally(rows: Iterable<PlacedException>): Tally;
  /** How many OOPSes of a row lie in some stretches. */
  countRow(row: PlacedException, stretches: readonly Interval[]): number;
  /** Whether outage failures of a system lie in some stretches. */
  hasFailures(system: string, stretches: readonly Interval[]): boolean;
}

/** How many OOPSes lie where. Asked only for what the frames are made of. */
export interface Tally {
  count(stretches: readonly Interval[]): number;
  /** In bins of one length, as `binsOf` lays them. */
  bins(stretches: readonly Interval[], lengthMs: number): BinCounts;
}

/**
 * Counts the OOPSes of systems in everything that their frames are made of, in one pass: the baseline and its bins, what
 * lies just before, the observation, the follow-up and its same hours.
 *
 * @param frames by system
 */
export async function countStretches(
  { data, config, systemOf, failures }: ReportContext,
  frames: ReadonlyMap<string, Frame>,
): Promise<StretchCounts> {
  const distinct = new Set(frames.values());
  const pieces = cutPieces([...distinct].flatMap((frame) => stretchesOf(frame, config.verdict.observation)));
  const rows = new Map<string, PlacedException[]>();
  const isWanted = ({ reporter }: ReportedException) => frames.has(systemOf(reporter));
  for (const places of await data.placeExceptions(pieces, isWanted)) {
    const { reporter, exception, signature, indices } = places;
    const system = systemOf(reporter);
    const isOutageFailure = failures.isOutageFailure(system, exception);
    const row: PlacedException = { reporter, exception, signature, indices, isOutageFailure };
    const own = rows.get(system);
    if (own) own.push(row);
    else rows.set(system, [row]);
  }
  const starts = Float64Array.from(pieces, ({ start }) => start);
  const isWithin = memoize((stretches: readonly Interval[]) =>
    Uint8Array.from(pieces, ({ start }) => Number(stretches.some((stretch) => covers(stretch, start)))),
  );
  function countRow({ indices }: PlacedException, stretches: readonly Interval[]): number {
    const isCountedPiece = isWithin(stretches);
    let count = 0;
    for (const index of indices) count += isCountedPiece[index] as number;
    return count;
  }
  return {
    rows,
    tally: (added) => createTally(added, starts),
    countRow,
    hasFailures: (system, stretches) =>
      (rows.get(system) ?? []).some((row) => row.isOutageFailure && countRow(row, stretches) > 0),
  };
}

/** All that is to be counted. */
function stretchesOf(frame: Frame, observationMs: number): Interval[] {
  const { baseline, justBefore, dayBefore, observation, followUp, duringMs, downtimeMs } = frame;
  const lengths = new Set([observationMs, downtimeMs, ...duringMs.values()]);
  return [
    dayBefore,
    ...baseline,
    ...[...lengths].filter((length) => length > 0).flatMap((length) => binsOf(baseline, length).flat()),
    ...(justBefore ?? []),
    ...(observation ? [observation.interval] : []),
    ...(followUp
      ? [followUp.interval, followUp.firstHours, ...followUp.sameHours.map(({ interval }) => interval)]
      : []),
  ];
}

/** Cuts some stretches at each other's edges: pieces that share no moment, sorted. */
export function cutPieces(stretches: readonly Interval[]): Interval[] {
  const edges = Float64Array.from(new Set(stretches.flatMap(({ start, end }) => [start, end]))).sort();
  return union(stretches).flatMap(({ start, end }) => {
    const inside = edges.subarray(lowerBound(edges, start), lowerBound(edges, end) + 1);
    return Array.from(inside.subarray(1), (edge, index) => ({ start: inside[index] as number, end: edge }));
  });
}

function createTally(rows: Iterable<PlacedException>, starts: Float64Array): Tally {
  /** How many lie before each piece. */
  const before = new Float64Array(starts.length + 1);
  for (const { indices } of rows) {
    for (const index of indices) before[index + 1] = (before[index + 1] as number) + 1;
  }
  for (let place = 1; place < before.length; place++) {
    before[place] = (before[place] as number) + (before[place - 1] as number);
  }
  const countOne = ({ start, end }: Interval) =>
    start < end
      ? (before[lowerBound(starts, end)] as number) - (before[lowerBound(starts, start)] as number)
      : 0;
  return {
    count: (stretches) => stretches.reduce((sum, stretch) => sum + countOne(stretch), 0),
    bins: (stretches, lengthMs) => binsOf(stretches, lengthMs).map((bins) => bins.map(countOne)),
  };
}
