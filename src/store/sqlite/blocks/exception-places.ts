import type { Interval } from '../../../time/interval.js';
import type { IsWanted, PlacedException, PlacedExceptions } from '../../snapshot.js';
import type { Db } from '../db.js';
import type { Numbered } from '../numbered.js';
import { BLOCK_SIZE, iterateBlocksOfAny } from './fact-block.js';
import { INEXACT } from './fact-columns.js';
import { IntervalIndex } from './interval-index.js';

/** In the place of an exception that is not wanted. */
const UNWANTED = -1;

/** Finds in which of several intervals each OOPS lies, by reporter and exception. See `placeExceptions` of the port. */
export function findExceptionPlaces(
  db: Db,
  { exception, kept, learnTypes, reporter, signature }: Numbered,
  intervals: readonly Interval[],
  isWanted: IsWanted = () => true,
): PlacedExceptions {
  const index = new IntervalIndex(intervals);
  const rows: OpenRow[] = [];
  const exceptionIds: number[] = [];
  /** Places in `rows` by exception, or UNWANTED, of each reporter by its number. */
  const known: Map<number, number>[] = [];
  /** For each OOPS its place in `rows` and the index of its interval: one list, because it can be a million. */
  let owners = new Int32Array(BLOCK_SIZE);
  let indices = new Int32Array(BLOCK_SIZE);
  let count = 0;
  const columns = ['time', 'flags', 'reporter_id', 'exception_id', 'signature_id'] as const;
  for (const { time, flags, reporter_id, exception_id, signature_id } of iterateBlocksOfAny(
    db,
    intervals,
    columns,
    { kept },
  )) {
    owners = withRoom(owners, count + time.length);
    indices = withRoom(indices, count + time.length);
    for (let row = 0; row < time.length; row++) {
      const place = index.of(time[row] as number);
      if (place < 0 || (flags[row] as number) & INEXACT) continue;
      const reporterId = reporter_id[row] as number;
      const exceptionId = exception_id[row] as number;
      let ofReporter = known[reporterId];
      if (!ofReporter) {
        ofReporter = new Map();
        known[reporterId] = ofReporter;
      }
      let owner = ofReporter.get(exceptionId);
      if (owner === undefined) {
        const one = { reporter: reporter(reporterId), exception: exception(exceptionId) };
        owner = isWanted(one) ? rows.length : UNWANTED;
        ofReporter.set(exceptionId, owner);
        if (owner !== UNWANTED) {
          rows.push({ ...one, signature: signature(signature_id[row] as number), begin: 0, end: 0 });
          exceptionIds.push(exceptionId);
        }
      }
      if (owner === UNWANTED) continue;
      owners[count] = owner;
      indices[count++] = place;
    }
  }
  learnTypes(exceptionIds);
  return { rows, indices: sortByOwner(owners.subarray(0, count), indices, rows) };
}

/** A row of which it is not yet known where its places are. */
interface OpenRow extends PlacedException {
  begin: number;
  end: number;
}

/** The array, or one at least twice as long with what it holds, so that it has so many places. */
function withRoom(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const longer = new Int32Array(Math.max(length, 2 * numbers.length));
  longer.set(numbers);
  return longer;
}

/** The indices, those of each row together, which is told where they are. */
function sortByOwner(owners: Int32Array, indices: Int32Array, rows: readonly OpenRow[]): Int32Array {
  /** Where the next index of each row goes. */
  const next = new Int32Array(rows.length);
  for (const owner of owners) next[owner] = (next[owner] as number) + 1;
  let end = 0;
  rows.forEach((row, owner) => {
    row.begin = end;
    end += next[owner] as number;
    row.end = end;
    next[owner] = row.begin;
  });
  const sorted = new Int32Array(owners.length);
  for (let place = 0; place < owners.length; place++) {
    const owner = owners[place] as number;
    const at = next[owner] as number;
    sorted[at] = indices[place] as number;
    next[owner] = at + 1;
  }
  return sorted;
}
