import type { Interval } from '../../../time/interval.js';
import type { IsWanted } from '../../snapshot.js';
import type { Db } from '../db.js';
import type { Numbered } from '../numbered.js';
import { findBlocks } from './fact-block.js';
import type { FactBlock } from './fact-columns.js';
import { IntervalIndex } from './interval-index.js';
import { WantedRows } from './wanted-rows.js';

/** When the OOPSes of wanted exceptions happened, by reporter. See `exceptionTimes` of the port. */
export function findExceptionTimes(
  db: Db,
  numbered: Numbered,
  interval: Interval,
  isWanted: IsWanted,
): Map<string, Float64Array> {
  const wanted = new WantedRows(numbered, new IntervalIndex([interval]), isWanted);
  const times: number[][] = [];
  for (const block of findBlocks(db, [interval], { kept: numbered.kept })) {
    const rows = wanted.of(block);
    if (rows.length > 0) addTimes(rows, block.read(['time', 'reporter_id']), times);
  }
  const found = new Map<string, Float64Array>();
  times.forEach((own, id) => {
    found.set(numbered.reporter(id), new Float64Array(own));
  });
  return found;
}

/** @param times by the number of the reporter */
function addTimes(
  rows: readonly number[],
  { time, reporter_id }: FactBlock<'time' | 'reporter_id'>,
  times: number[][],
): void {
  for (const row of rows) {
    const reporterId = reporter_id[row] as number;
    const own = times[reporterId];
    if (own) own.push(time[row] as number);
    else times[reporterId] = [time[row] as number];
  }
}
