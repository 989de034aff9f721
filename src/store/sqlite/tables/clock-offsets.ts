import type { Interval } from '../../../time/interval.js';
import type { ReporterClock } from '../../records.js';
import type { Db } from '../db.js';

/** By how much the clocks of the reporters of an interval's events were off. See `clockOffsets` of the port. */
export function listReporterClocks(db: Db, { start, end }: Interval): ReporterClock[] {
  // Nobody but a receiver says so, and without one an interval of many OOPSes need not be gone through.
  if (db.prepare('SELECT EXISTS (SELECT 1 FROM clock_offset)').pluck().get() === 0) return [];
  return db
    .prepare(
      `WITH ranked AS (
         SELECT o.reporter_id, c.offset_ms AS median,
           row_number() OVER (PARTITION BY o.reporter_id ORDER BY c.offset_ms) AS place,
           count(*) OVER (PARTITION BY o.reporter_id) AS count
         FROM stored_oops o JOIN clock_offset c ON c.oops = o.id
         WHERE o.time >= @start AND o.time < @end
       )
       SELECT r.name AS reporter, ranked.count, ranked.median
       FROM ranked JOIN reporter r ON r.id = ranked.reporter_id
       WHERE ranked.place = (ranked.count + 1) / 2
       ORDER BY r.name`,
    )
    .all({ start, end }) as ReporterClock[];
}
