import type { Interval } from '../time/interval.js';
import type { Db } from './open-database.js';

/** Numbers of OOPSes in the database, both ends inside. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** How many may lie there for each that is of the interval: from there on the jumps are cheaper. */
const SPARSEST = 5;

/** How the range is found; exported so that a test can pin its plan. */
export const SELECT_RANGE = `
  SELECT min(id) AS first, max(id) AS last, count(*) AS count FROM stored_oops WHERE time >= @start AND time < @end`;

/**
 * The numbers between which the OOPSes of an interval lie; null when only few of those that lie there are of it, or when
 * there are none. OOPSes are numbered as they were loaded, mostly a day after the other: to read on in the order of the
 * numbers is several times as fast as in the order of the times, which jumps to and fro in the file.
 */
export function denseIdRange(db: Db, { start, end }: Interval): IdRange | null {
  const { first, last, count } = db.prepare(SELECT_RANGE).get({ start, end }) as IdRange & { count: number };
  return count > 0 && last - first < SPARSEST * count ? { first, last } : null;
}
