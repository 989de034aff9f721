import type { Interval } from '../time/interval.js';
import { denseIdRange } from './id-range.js';
import type { Db } from './open-database.js';

/** When a reporter had an exception. */
export interface ExceptionTime {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  readonly reporterId: number;
  readonly exceptionId: number;
}

const COLUMNS = 'SELECT time, reporter_id, exception_id FROM stored_oops';

/** How the times are found; exported so that a test can pin the plans. */
export const SELECT_TIMES = `
  ${COLUMNS} WHERE time >= @start AND time < @end AND time_source <> 'directory'`;
export const SELECT_TIMES_IN_RANGE = `
  ${COLUMNS} WHERE id BETWEEN @first AND @last AND +time >= @start AND +time < @end AND time_source <> 'directory'`;

/** The exceptions of an interval, in no order that means anything, without those whose time is only a day. */
export function* iterateExceptionTimes(db: Db, interval: Interval): Generator<ExceptionTime> {
  const range = denseIdRange(db, interval);
  const select = db.prepare(range ? SELECT_TIMES_IN_RANGE : SELECT_TIMES).raw();
  const rows = select.iterate({ ...interval, ...range }) as IterableIterator<[number, number, number]>;
  for (const [time, reporterId, exceptionId] of rows) yield { time, reporterId, exceptionId };
}
