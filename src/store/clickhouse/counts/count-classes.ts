import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { Interval } from '../../../time/interval.js';
import type { ClassCount } from '../../snapshot.js';
import { createCountedAs } from '../classes/class-in-kind.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';

/** Which classes there are in an interval, with the exception types that have them. See `countClasses` of the port. */
export async function countClasses(
  reading: Reading,
  interval: Interval,
  reporters: readonly string[],
): Promise<ClassCount[]> {
  const { alive, columns, connection, from, parameters, reporterKeys } = reading;
  const within = intervalCondition(interval);
  const rows = await connection.rows<[base: OopsClass, type: string | null, reporter: string, count: number]>(
    `SELECT ${columns.baseClass} AS base, type, reporter, count() FROM ${from}
     WHERE ${alive} AND ${within.sql} AND reporter IN {reporters:Array(String)} GROUP BY base, type, reporter`,
    { ...parameters, ...within.parameters, reporters: reporterKeys(reporters) },
  );
  const countedAs = createCountedAs(reading);
  const counts = new Map<string, ClassCount>();
  for (const [base, type, reporter, count] of rows) {
    const counted = countedAs(base, type, reporter);
    const key = JSON.stringify([base, counted, type]);
    counts.set(key, { base, class: counted, type, count: (counts.get(key)?.count ?? 0) + count });
  }
  return [...counts.values()];
}
