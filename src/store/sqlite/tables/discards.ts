import type { Interval } from '../../../time/interval.js';
import type { KeptDiscards } from '../../kept.js';
import type { Discard } from '../../records.js';
import type { Db } from '../db.js';

/** Replaces all that a source said of discards, inside a transaction. */
export function putDiscards(db: Db, source: string, discards: readonly Discard[]): void {
  db.prepare('DELETE FROM stored_discard WHERE source = @source').run({ source });
  const add = db.prepare(
    `INSERT INTO stored_discard (source, minute, reporter, reason, count)
     VALUES (@source, @minute, @reporter, @reason, @count)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  for (const { minute, reporter, reason, count } of discards) {
    add.run({ source, minute, reporter, reason, count });
  }
}

/** What was said of the minutes that begin in an interval, whoever said it, by the names that reports have. See `discards` of the port. */
export function listDiscards(db: Db, { start, end }: Interval): Discard[] {
  return db
    .prepare(
      `SELECT coalesce(r.name, min(d.reporter)) AS reporter, d.reason, d.minute, sum(d.count) AS count
       FROM stored_discard d LEFT JOIN reporter r ON r.name = d.reporter COLLATE NOCASE
       WHERE d.minute >= @start AND d.minute < @end
       GROUP BY d.minute, d.reporter COLLATE NOCASE, d.reason
       ORDER BY d.minute, d.reporter COLLATE NOCASE, d.reason`,
    )
    .all({ start, end }) as Discard[];
}

/** What each source said of discards, by source, behind one of them: at most so many sources. */
export function listDiscardsAfter(db: Db, source: string, most: number): KeptDiscards[] {
  const rows = db
    .prepare(
      `SELECT source, minute, reporter, reason, count FROM stored_discard
       WHERE source IN (SELECT DISTINCT source FROM stored_discard WHERE source > @source ORDER BY source LIMIT @most)
       ORDER BY source, minute, reporter, reason`,
    )
    .all({ source, most }) as (Discard & { source: string })[];
  const bySource = Map.groupBy(rows, (row) => row.source);
  return Array.from(bySource, ([said, own]) => ({
    source: said,
    discards: own.map(({ source: _, ...discard }) => discard),
  }));
}
