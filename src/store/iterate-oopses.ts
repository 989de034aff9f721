import type { Interval } from '../time/interval.js';
import { type OopsTextRow, oopsFromRow, SELECT_OOPS, type StoredOops } from './oops-row.js';
import type { Db } from './open-database.js';

/**
 * The OOPSes of an interval in full, in the order of their times; those of one moment in the order of their ids. One at
 * a time, so that a million take no more memory than one. The database cannot be written through this connection
 * meanwhile.
 */
export function* iterateOopses(db: Db, { start, end }: Interval): Generator<StoredOops> {
  const rows = db
    .prepare(`${SELECT_OOPS} WHERE o.time >= @start AND o.time < @end ORDER BY o.time, o.oops_id`)
    .iterate({ start, end }) as IterableIterator<OopsTextRow>;
  for (const row of rows) yield oopsFromRow(row);
}
