import type { Interval } from '../../../time/interval.js';
import type { Db } from '../database.js';
import { INEXACT, iterateBlocks } from './fact-block.js';

/** When a reporter had an exception. */
export interface ExceptionTime {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  readonly reporterId: number;
  readonly exceptionId: number;
}

/** The exceptions of an interval, in no order that means anything, without those whose time is only a day. */
export function* iterateExceptionTimes(db: Db, { start, end }: Interval): Generator<ExceptionTime> {
  const blocks = iterateBlocks(db, { start, end }, ['time', 'flags', 'reporter_id', 'exception_id']);
  for (const { time: times, flags, reporter_id, exception_id } of blocks) {
    for (const [index, time] of times.entries()) {
      if (time < start || time >= end || (flags[index] ?? 0) & INEXACT) continue;
      yield { time, reporterId: reporter_id[index] ?? 0, exceptionId: exception_id[index] ?? 0 };
    }
  }
}
