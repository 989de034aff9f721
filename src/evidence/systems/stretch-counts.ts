import type { BinCounts } from '../../analysis/evidence.js';
import { binEdges } from '../../analysis/statistics/dispersion.js';
import { lowerBound } from '../../lower-bound.js';
import { memoize } from '../../memoize.js';
import type { PlacedException, ReportedException } from '../../store/snapshot.js';
import { edgesOf, type Interval, union } from '../../time/interval.js';
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
  const pieces = cutPieces(
    [...distinct].flatMap(stretchesOf),
    [...distinct].flatMap((frame) => binEdgesOf(frame, config.verdict.observation)),
  );
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
  const isWithin = memoize((stretches: readonly Interval[]) => places.within(stretches));
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

/** All that is to be counted; of the baseline also each bin: see `binEdgesOf`. */
function stretchesOf({ baseline, justBefore, dayBefore, observation, followUp }: Frame): Interval[] {
  return [
    dayBefore,
    ...baseline,
    ...(justBefore ?? []),
    ...(observation ? [observation.interval] : []),
    ...(followUp
      ? [followUp.interval, followUp.firstHours, ...followUp.sameHours.map(({ interval }) => interval)]
      : []),
  ];
}

/** Where the bins of the baseline begin and end, of each length that is asked for. */
function binEdgesOf({ baseline, duringMs, downtimeMs }: Frame, observationMs: number): Float64Array[] {
  const lengths = new Set([observationMs, downtimeMs, ...duringMs.values()]);
  return [...lengths]
    .filter((length) => length > 0)
    .flatMap((length) => baseline.map((stretch) => binEdges(stretch, length)));
}

/**
 * Cuts some stretches at each other's edges, and at others that lie in them: pieces that share no moment, sorted.
 *
 * @example
 * cutPieces([{ start: 0, end: 9 }], [[5]]); // [{ start: 0, end: 5 }, { start: 5, end: 9 }]
 */
export function cutPieces(
  stretches: readonly Interval[],
  others: readonly ArrayLike<number>[] = [],
): Interval[] {
  const lists = [stretches.flatMap(({ start, end }) => [start, end]), ...others];
  const edges = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const list of lists) {
    edges.set(list, length);
    length += list.length;
  }
  edges.sort();
  const pieces: Interval[] = [];
  for (const { start, end } of union(stretches)) {
    let last = start;
    for (let at = lowerBound(edges, start); at < edges.length && last < end; at++) {
      const edge = edges[at] as number;
      if (edge > last) pieces.push({ start: last, end: edge });
      last = edge;
    }
  }
  return pieces;
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
    this.#starts = edgesOf(pieces, 'start');
  }

  /** How many pieces begin before a moment. */
  of(moment: number): number {
    return lowerBound(this.#starts, moment);
  }

  /** Of each piece whether it lies in one of some stretches: 1, or 0. */
  within(stretches: readonly Interval[]): Uint8Array {
    const isWithin = new Uint8Array(this.count);
    for (const { start, end } of stretches) isWithin.fill(1, this.of(start), this.of(end));
    return isWithin;
  }

  #edgesOf(stretch: Interval, lengthMs: number): Int32Array {
    const edges = binEdges(stretch, lengthMs);
    const places = new Int32Array(edges.length);
    let place = this.of(stretch.end);
    for (let at = 0; at < edges.length; at++) {
      while (place > 0 && (this.#starts[place - 1] as number) >= (edges[at] as number)) place--;
      places[at] = place;
    }
    return places;
  }
}

/** How many OOPSes lie where. Asked only for what the frames are made of. */
export class Tally {
  readonly #places: Places;
  /** How many OOPSes lie before each piece; last, how many there are. */
  readonly #before: Int32Array;
  /** A system and its only reporter ask for the same ones. */
  readonly #bins = memoize((stretches: readonly Interval[]) =>
    memoize((lengthMs: number) =>
      this.#places
        .ofBins(stretches)(lengthMs)
        .map((edges) => this.#countBins(edges)),
    ),
  );

  private constructor(places: Places, before: Int32Array) {
    this.#places = places;
    this.#before = before;
  }

  static ofRows(rows: Iterable<PlacedException>, indices: Int32Array, places: Places): Tally {
    const before = new Int32Array(places.count + 1);
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
    const [only] = tallies;
    if (only && tallies.length === 1) return only;
    const before = new Int32Array(places.count + 1);
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

  /** In bins of one length, as `binEdges` lays them. */
  bins(stretches: readonly Interval[], lengthMs: number): BinCounts {
    return this.#bins(stretches)(lengthMs);
  }

  #countBins(edges: Int32Array): readonly number[] {
    const counts = new Array<number>(edges.length - 1);
    for (let bin = 0; bin < counts.length; bin++) {
      const [end, start] = [edges[bin] as number, edges[bin + 1] as number];
      counts[bin] = (this.#before[end] as number) - (this.#before[start] as number);
    }
    return counts;
  }

  #countOne({ start, end }: Interval): number {
    if (start >= end) return 0;
    const countBefore = (moment: number) => this.#before[this.#places.of(moment)] as number;
    return countBefore(end) - countBefore(start);
  }
}
