import type { OopsClass } from '../oops/classification-rules.js';
import type { Interval } from '../time/interval.js';
import { denseIdRange } from './id-range.js';
import { classNames } from './oops-facts.js';
import type { Db } from './open-database.js';

/** How many OOPSes of one reporter had one exception. */
export interface ExceptionCount {
  readonly reporterId: number;
  readonly exceptionId: number;
  /** The text of the exception's type; null where the report had none. */
  readonly typeId: number | null;
  readonly signatureId: number;
  readonly class: OopsClass;
  readonly count: number;
}

/** How the counts are found; exported so that a test can pin the plans. */
export const SELECT_COUNTS = selectCounts(`o.time >= i.value ->> 'start' AND o.time < i.value ->> 'end'`);
export const SELECT_COUNTS_IN_RANGES = selectCounts(
  `o.id BETWEEN i.value ->> 'first' AND i.value ->> 'last'
     AND +o.time >= i.value ->> 'start' AND +o.time < i.value ->> 'end'`,
);

function selectCounts(isIn: string): string {
  return `
  SELECT counted.reporter_id, counted.exception_id, e.type_id, counted.signature_id, counted.class_id, counted.count
  FROM (
    SELECT o.reporter_id, o.exception_id, o.signature_id, o.class_id, count(*) AS count
    FROM json_each(@intervals) i
      CROSS JOIN stored_oops o ON ${isIn}
    WHERE o.time_source <> 'directory'
    GROUP BY o.reporter_id, o.exception_id, o.signature_id, o.class_id
  ) counted CROSS JOIN exception e ON e.id = counted.exception_id`;
}

/**
 * Counts the OOPSes of several intervals together, by reporter, exception and class. One whose time is inexact is left
 * out, for it cannot be said to lie in any of them; one in two overlapping intervals counts twice.
 */
export function countExceptions(db: Db, intervals: readonly Interval[]): ExceptionCount[] {
  const classes = classNames(db);
  const ranges = intervals.map((interval) => denseIdRange(db, interval));
  const places = intervals.map(({ start, end }, index) => ({ start, end, ...ranges[index] }));
  const rows = db
    .prepare(ranges.includes(null) ? SELECT_COUNTS : SELECT_COUNTS_IN_RANGES)
    .raw()
    .all({ intervals: JSON.stringify(places) }) as CountRow[];
  return rows.map(([reporterId, exceptionId, typeId, signatureId, classId, count]) => ({
    reporterId,
    exceptionId,
    typeId,
    signatureId,
    class: classes.get(classId) ?? 'exceptions',
    count,
  }));
}

type CountRow = [
  reporterId: number,
  exceptionId: number,
  typeId: number | null,
  signatureId: number,
  classId: number,
  count: number,
];
