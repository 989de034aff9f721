import type { OopsClass } from '../oops/classification-rules.js';
import type { Interval } from '../time/interval.js';
import { classNames } from './oops-facts.js';
import type { Db } from './open-database.js';

/** How many OOPSes of one reporter had one exception. */
export interface ExceptionCount {
  readonly reporterId: number;
  readonly exceptionId: number;
  readonly signatureId: number;
  readonly class: OopsClass;
  readonly count: number;
}

/** How the counts are found; exported so that a test can pin its plan. */
export const SELECT_COUNTS = `
  SELECT o.reporter_id, o.exception_id, o.signature_id, o.class_id, count(*)
  FROM json_each(@intervals) i
    CROSS JOIN stored_oops o ON o.time >= i.value ->> 0 AND o.time < i.value ->> 1
  WHERE o.time_source <> 'directory'
  GROUP BY o.reporter_id, o.exception_id, o.signature_id, o.class_id`;

/**
 * Counts the OOPSes of several intervals together, by reporter, exception and class. One whose time is inexact is left
 * out, for it cannot be said to lie in any of them; one in two overlapping intervals counts twice.
 */
export function countExceptions(db: Db, intervals: readonly Interval[]): ExceptionCount[] {
  const classes = classNames(db);
  const rows = db
    .prepare(SELECT_COUNTS)
    .raw()
    .all({ intervals: JSON.stringify(intervals.map(({ start, end }) => [start, end])) }) as number[][];
  return rows.map(([reporterId = 0, exceptionId = 0, signatureId = 0, classId = 0, count = 0]) => ({
    reporterId,
    exceptionId,
    signatureId,
    class: classes.get(classId) ?? 'exceptions',
    count,
  }));
}
