import type { Interval } from '../../../time/interval.js';
import { joinSpan } from '../../pruning/join-span.js';
import type { Db } from '../db.js';

/** The stretches of time of which OOPSes are gone, sorted. See `prunedSpans` of the port. */
export function listPrunedSpans(db: Db): Interval[] {
  return db
    .prepare('SELECT start_at AS start, end_at AS end FROM pruned_span ORDER BY start_at')
    .all() as Interval[];
}

/** Remembers that OOPSes of a span are gone, of a stretch of which all is pruned. Inside a transaction. */
export function rememberSpan(db: Db, stretch: Interval, span: Interval): void {
  const spans = joinSpan(listPrunedSpans(db), stretch, span);
  db.prepare('DELETE FROM pruned_span').run();
  const insert = db.prepare('INSERT INTO pruned_span (start_at, end_at) VALUES (@start, @end)');
  for (const one of spans) insert.run(one);
}
