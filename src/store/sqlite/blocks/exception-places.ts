import { lowerBound } from '../../../lower-bound.js';
import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { BLOCK_SIZE, INEXACT, iterateBlocksOfAny } from './fact-block.js';

/** Where the OOPSes of one reporter that had one exception lie. */
export interface NumberedPlaces {
  readonly reporterId: number;
  readonly exceptionId: number;
  readonly signatureId: number;
  /** For each of them the index of its interval, in no order. */
  readonly indices: Int32Array;
}

/** Whether an exception of a reporter is wanted, by their numbers; asked once for each. */
type IsNumberWanted = (reporterId: number, exceptionId: number) => boolean;

/** In the place of one that is not wanted. */
const UNWANTED = -1;

/**
 * Finds in which of several intervals, sorted and with no moment in common, each OOPS lies, by reporter and exception.
 * One whose time is inexact is left out.
 *
 * @param isWanted absent: all are
 */
export function findExceptionPlaces(
  db: Db,
  intervals: readonly Interval[],
  isWanted: IsNumberWanted = () => true,
): NumberedPlaces[] {
  const indexOf = createIndexFinder(intervals);
  const found: Omit<NumberedPlaces, 'indices'>[] = [];
  /** Places in `found` by exception, or UNWANTED, of each reporter by its number. */
  const known: Map<number, number>[] = [];
  /** For each OOPS its place in `found` and the index of its interval: one list, because it can be a million. */
  let owners = new Int32Array(BLOCK_SIZE);
  let indices = new Int32Array(BLOCK_SIZE);
  let count = 0;
  const columns = ['time', 'flags', 'reporter_id', 'exception_id', 'signature_id'] as const;
  for (const { time, flags, reporter_id, exception_id, signature_id } of iterateBlocksOfAny(
    db,
    intervals,
    columns,
  )) {
    owners = withRoom(owners, count + time.length);
    indices = withRoom(indices, count + time.length);
    for (let row = 0; row < time.length; row++) {
      const index = indexOf(time[row] as number);
      if (index < 0 || (flags[row] as number) & INEXACT) continue;
      const reporterId = reporter_id[row] as number;
      const exceptionId = exception_id[row] as number;
      let ofReporter = known[reporterId];
      if (!ofReporter) {
        ofReporter = new Map();
        known[reporterId] = ofReporter;
      }
      let owner = ofReporter.get(exceptionId);
      if (owner === undefined) {
        owner = isWanted(reporterId, exceptionId) ? found.length : UNWANTED;
        ofReporter.set(exceptionId, owner);
        if (owner !== UNWANTED)
          found.push({ reporterId, exceptionId, signatureId: signature_id[row] as number });
      }
      if (owner === UNWANTED) continue;
      owners[count] = owner;
      indices[count++] = index;
    }
  }
  const lists = splitByOwner(owners.subarray(0, count), indices, found.length);
  return found.map((one, owner) => ({ ...one, indices: lists[owner] as Int32Array }));
}

/** The array, or one at least twice as long with what it holds, so that it has so many places. */
function withRoom(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const longer = new Int32Array(Math.max(length, 2 * numbers.length));
  longer.set(numbers);
  return longer;
}

/** The indices of each owner, all in one array behind. */
function splitByOwner(owners: Int32Array, indices: Int32Array, ownerCount: number): Int32Array[] {
  /** Where the next index of each owner goes; first where its own begin. */
  const next = new Int32Array(ownerCount + 1);
  for (const owner of owners) next[owner + 1] = (next[owner + 1] as number) + 1;
  for (let owner = 1; owner < next.length; owner++) {
    next[owner] = (next[owner] as number) + (next[owner - 1] as number);
  }
  const begins = next.slice();
  const sorted = new Int32Array(owners.length);
  for (let place = 0; place < owners.length; place++) {
    const owner = owners[place] as number;
    const at = next[owner] as number;
    sorted[at] = indices[place] as number;
    next[owner] = at + 1;
  }
  return Array.from({ length: ownerCount }, (_, owner) =>
    sorted.subarray(begins[owner] as number, begins[owner + 1] as number),
  );
}

/**
 * Finds which of some sorted intervals with no moment in common holds a time, in whole milliseconds; -1 for none.
 * Neighbours in a block are often neighbours in time.
 */
export function createIndexFinder(intervals: readonly Interval[]): (time: number) => number {
  const starts = Float64Array.from(intervals, ({ start }) => start);
  const ends = Float64Array.from(intervals, ({ end }) => end);
  let last = 0;
  return (time) => {
    if (!(time >= (starts[last] as number) && time < (ends[last] as number)))
      last = lowerBound(ends, time + 1);
    return time >= (starts[last] as number) ? last : -1;
  };
}
