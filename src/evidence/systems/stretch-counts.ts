import type { BinCounts } from '../../analysis/evidence.js';
import { binsOf } from '../../analysis/statistics/dispersion.js';
import { lowerBound } from '../../lower-bound.js';
import { memoize } from '../../memoize.js';
import type { PlacedException, ReportedException } from '../../store/snapshot.js';
import { covers, type Interval, union } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';
import type { Frame } from './system-frame.js';

/** The exceptions of a system, each of one reporter, with the pieces of time that its OOPSes lie in. */
export interface SystemRows {
  readonly ordinary: readonly PlacedException[];
  readonly failures: readonly PlacedException[];
}

/** What was counted around an outage. Every stretch of the systems' frames is made of whole pieces. */
export interface StretchCounts {
  rowsOf(system: string): SystemRows;
  /** Adds up some rows, so that each stretch is one subtraction. */
  tally(rows: Iterable<PlacedException>): Tally;
  /** Adds up tallies. */
  sum(tallies: readonly Tally[]): Tally;
  /** How many OOPSes of a row lie in some stretches. */
  countRow(row: PlacedException, stretches: readonly Interval[]): number;
  /** Whether outage failures of a system lie in some stretches. */
  hasFailures(system: string, stretches: readonly Interval[]): boolean;
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
  const rows = new Map<string, Record<keyof SystemRows, PlacedException[]>>();
  const isWanted = ({ reporter }: ReportedException) => frames.has(systemOf(reporter));
  const placed = await data.placeExceptions(pieces, isWanted);
  for (const row of placed.rows) {
    const system = systemOf(row.reporter);
    const own = rows.get(system) ?? { ordinary: [], failures: [] };
    rows.set(system, own);
    own[failures.isOutageFailure(system, row.exception) ? 'failures' : 'ordinary'].push(row);
  }
  const places = new Places(pieces);
  const isWithin = memoize((stretches: readonly Interval[]) =>
    Uint8Array.from(pieces, ({ start }) => Number(stretches.some((stretch) => covers(stretch, start)))),
  );
  function countRow({ begin, end }: PlacedException, stretches: readonly Interval[]): number {
    const isCountedPiece = isWithin(stretches);
    let count = 0;
    for (let at = begin; at < end; at++) count += isCountedPiece[placed.indices[at] as number] as number;
    return count;
  }
  const rowsOf = (system: string) => rows.get(system) ?? NO_ROWS;
  return {
    rowsOf,
    tally: (added) => Tally.ofRows(added, placed.indices, places),
    sum: (tallies) => Tally.sum(tallies, places),
    countRow,
    hasFailures: (system, stretches) => rowsOf(system).failures.some((row) => countRow(row, stretches) > 0),
  };
}

const NO_ROWS: SystemRows = { ordinary: [], failures: [] };

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

/** Where moments lie among the pieces: what is asked of every system and reporter is found once for all. */
class Places {
  readonly count: number;
  readonly #starts: Float64Array;
  /** Of each of some stretches the places of the edges of its bins, from its end back. */
  readonly ofBins = memoize((stretches: readonly Interval[]) =>
    memoize((lengthMs: number) => stretches.map((stretch) => this.#edgesOf(stretch, lengthMs))),
  );

  constructor(pieces: readonly Interval[]) {
    this.count = pieces.length;
    this.#starts = Float64Array.from(pieces, ({ start }) => start);
  }

  /** How many pieces begin before a moment. */
  of(moment: number): number {
    return lowerBound(this.#starts, moment);
  }

  #edgesOf(stretch: Interval, lengthMs: number): Int32Array {
    const [bins = []] = binsOf([stretch], lengthMs);
    return Int32Array.from([stretch.end, ...bins.map(({ start }) => start)], (edge) => this.of(edge));
  }
}

/** How many OOPSes lie where. Asked only for what the frames are made of. */
export class Tally {
  readonly #places: Places;
  /** How many OOPSes lie before each piece; last, how many there are. */
  readonly #before: Float64Array;

  private constructor(places: Places, before: Float64Array) {
    this.#places = places;
    this.#before = before;
  }

  static ofRows(rows: Iterable<PlacedException>, indices: Int32Array, places: Places): Tally {
    const before = new Float64Array(places.count + 1);
    for (const { begin, end } of rows) {
      for (let at = begin; at < end; at++) {
        const next = (indices[at] as number) + 1;
        before[next] = (before[next] as number) + 1;
      }
    }
    for (let place = 1; place < before.length; place++) {
      before[place] = (before[place] as number) + (before[place - 1] as number);
    }
    return new Tally(places, before);
  }

  static sum(tallies: readonly Tally[], places: Places): Tally {
    const before = new Float64Array(places.count + 1);
    for (const tally of tallies) {
      for (let place = 0; place < before.length; place++) {
        before[place] = (before[place] as number) + (tally.#before[place] as number);
      }
    }
    return new Tally(places, before);
  }

  count(stretches: readonly Interval[]): number {
    return stretches.reduce((sum, stretch) => sum + this.#countOne(stretch), 0);
  }

  /** In bins of one length, as `binsOf` lays them. */
  bins(stretches: readonly Interval[], lengthMs: number): BinCounts {
    return this.#places
      .ofBins(stretches)(lengthMs)
      .map((edges) => {
        const counts = new Array<number>(edges.length - 1);
        for (let bin = 0; bin < counts.length; bin++) {
          const [end, start] = [edges[bin] as number, edges[bin + 1] as number];
          counts[bin] = (this.#before[end] as number) - (this.#before[start] as number);
        }
        return counts;
      });
  }

  #countOne({ start, end }: Interval): number {
    if (start >= end) return 0;
    const countBefore = (moment: number) => this.#before[this.#places.of(moment)] as number;
    return countBefore(end) - countBefore(start);
  }
}
