import type { Interval } from '../../../time/interval.js';
import type { IsWanted, PlacedException, PlacedExceptions } from '../../snapshot.js';
import type { Db } from '../db.js';
import { GroupedNumbers } from '../grouped-numbers.js';
import type { Numbered } from '../numbered.js';
import { iterateBlocksOfAny } from './fact-block.js';
import { type FactBlock, INEXACT } from './fact-columns.js';
import { IntervalIndex } from './interval-index.js';

/** In the place of an exception that is not wanted. */
const UNWANTED = -1;

const COLUMNS = ['time', 'flags', 'reporter_id', 'exception_id', 'signature_id'] as const;
type PlacedColumn = (typeof COLUMNS)[number];

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
  /** Of each OOPS the index of its interval, grouped by its place in `rows`. */
  const grouped = new GroupedNumbers();

  /** A function of its own for the reason that `lookAtBlock` of the facts has. */
  function placeBlock({
    time,
    flags,
    reporter_id,
    exception_id,
    signature_id,
  }: FactBlock<PlacedColumn>): void {
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
        owner = isWanted(one) ? grouped.open() : UNWANTED;
        ofReporter.set(exceptionId, owner);
        if (owner !== UNWANTED) {
          rows.push({ ...one, signature: signature(signature_id[row] as number), begin: 0, end: 0 });
          exceptionIds.push(exceptionId);
        }
      }
      if (owner !== UNWANTED) grouped.add(owner, place);
    }
  }

  for (const block of iterateBlocksOfAny(db, intervals, COLUMNS, { kept })) placeBlock(block);
  learnTypes(exceptionIds);
  const { sorted, edges } = grouped.sort(grouped.all());
  rows.forEach((row, owner) => {
    row.begin = edges[owner] as number;
    row.end = edges[owner + 1] as number;
  });
  return { rows, indices: sorted };
}

/** A row of which it is not yet known where its places are. */
interface OpenRow extends PlacedException {
  begin: number;
  end: number;
}
