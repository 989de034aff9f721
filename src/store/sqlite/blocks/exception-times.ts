import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { INEXACT, iterateBlocks } from './fact-block.js';

/** Where the times of an exception go, by the number of the exception and then of the reporter that had it. */
export type TimesWanted = ReadonlyMap<number, readonly (number[] | undefined)[]>;

/**
 * Adds the times of an interval's OOPSes to the lists that want them, in no order that means anything. Those whose time is
 * only a day are left out.
 */
export function addExceptionTimes(db: Db, { start, end }: Interval, wanted: TimesWanted): void {
  const blocks = iterateBlocks(db, { start, end }, ['time', 'flags', 'reporter_id', 'exception_id']);
  for (const { time: times, flags, reporter_id, exception_id } of blocks) {
    for (let index = 0; index < times.length; index++) {
      const lists = wanted.get(exception_id[index] as number);
      if (!lists) continue;
      const time = times[index] as number;
      if (time < start || time >= end || (flags[index] as number) & INEXACT) continue;
      lists[reporter_id[index] as number]?.push(time);
    }
  }
}
