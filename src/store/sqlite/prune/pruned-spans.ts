import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';

/** The stretches of time of which OOPSes are gone, sorted. See `prunedSpans` of the port. */
export function listPrunedSpans(db: Db): Interval[] {
  return db
    .prepare('SELECT start_at AS start, end_at AS end FROM pruned_span ORDER BY start_at')
    .all() as Interval[];
}

/**
 * Remembers that OOPSes of a span are gone. It is joined with those that lie in the same stretch, of which all is pruned. Inside
 * a transaction.
 */
export function rememberSpan(db: Db, stretch: Interval, span: Interval): void {
  const near = { start: Math.min(stretch.start, span.start), end: Math.max(stretch.end, span.end) };
  const known = db
    .prepare(
      'SELECT start_at AS start, end_at AS end FROM pruned_span WHERE start_at < @end AND end_at > @start',
    )
    .all(near) as Interval[];
  db.prepare('DELETE FROM pruned_span WHERE start_at < @end AND end_at > @start').run(near);
  db.prepare('INSERT INTO pruned_span (start_at, end_at) VALUES (@start, @end)').run({
    start: Math.min(span.start, ...known.map(({ start }) => start)),
    end: Math.max(span.end, ...known.map(({ end }) => end)),
  });
}
