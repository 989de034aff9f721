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
  const times = new Map<number, number[]>();
  for (const block of findBlocks(db, [interval], { kept: numbered.kept })) {
    const rows = wanted.of(block);
    if (rows.length > 0) addTimes(rows, block.read(['time', 'reporter_id']), times);
  }
  return new Map(Array.from(times, ([id, own]) => [numbered.reporter(id), Float64Array.from(own)]));
}

function addTimes(
  rows: readonly number[],
  { time, reporter_id }: FactBlock<'time' | 'reporter_id'>,
  times: Map<number, number[]>,
): void {
  for (const row of rows) {
    const reporterId = reporter_id[row] as number;
    const own = times.get(reporterId);
    if (own) own.push(time[row] as number);
    else times.set(reporterId, [time[row] as number]);
  }
}
