import type { Interval } from '../../../time/interval.js';
import type { TimesAround } from '../../snapshot.js';
import type { FoundOops, StoredOops } from '../../stored-oops.js';
import type { Db } from '../db.js';
import { pathsOf } from '../tables/files.js';
import { type OopsTextRow, oopsFromRow, SELECT_OOPS } from '../writing/oops-row.js';

/** Returns the OOPS with this id, compared without regard to case, or undefined when there is none. */
export function findOops(db: Db, id: string): FoundOops | undefined {
  const row = db.prepare(SELECT_BY_ID).get({ id }) as OopsTextRow | undefined;
  return row && { stored: oopsFromRow(row), paths: pathsOf(db, row.seq) };
}

/** The same without its files. Prepared once for many. */
export function prepareFindStored(db: Db): (id: string) => StoredOops | undefined {
  const find = db.prepare(SELECT_BY_ID);
  return (id) => {
    const row = find.get({ id }) as OopsTextRow | undefined;
    return row && oopsFromRow(row);
  };
}

const SELECT_BY_ID = `${SELECT_OOPS} WHERE o.oops_id = @id`;

/** When an OOPS was loaded, in milliseconds since the Unix epoch; null when there is none of this number. */
export function arrivalOf(db: Db, seq: number): number | null {
  return (db.prepare('SELECT arrived_at FROM stored_oops WHERE id = ?').pluck().get(seq) as number) ?? null;
}

/** The number of the newest OOPS; 0 when there is none. */
export function lastSeq(db: Db): number {
  return db.prepare('SELECT ifnull(max(id), 0) FROM stored_oops').pluck().get() as number;
}

/**
 * When the first OOPS happened whose time is exact, or null when there is none: before it, silence says nothing. Those of
 * which only the day is known lie at few moments: each of them is passed over as a whole.
 */
export function firstOopsTime(db: Db): number | null {
  const next = db.prepare('SELECT min(time) FROM stored_oops WHERE time > @after').pluck();
  const isInexact = db
    .prepare(
      `SELECT (SELECT count(*) FROM stored_oops WHERE time = @time) =
         (SELECT count(*) FROM stored_oops WHERE time = @time AND time_source = 'directory')`,
    )
    .pluck();
  let time = next.get({ after: Number.MIN_SAFE_INTEGER }) as number | null;
  while (time !== null && isInexact.get({ time }) === 1) time = next.get({ after: time }) as number | null;
  return time;
}

/**
 * When the OOPSes of some reporters happened that lie nearest to an interval, and the first and the last of all: four looks
 * into the index for each reporter, so that a store of any size answers at once.
 */
export function timesAround(db: Db, { start, end }: Interval, reporterIds: readonly number[]): TimesAround {
  const ends = db.prepare(
    `SELECT
       (SELECT min(time) FROM stored_oops WHERE reporter_id = @reporterId) AS first,
       (SELECT max(time) FROM stored_oops WHERE reporter_id = @reporterId AND time < @start) AS before,
       (SELECT min(time) FROM stored_oops WHERE reporter_id = @reporterId AND time >= @end) AS after,
       (SELECT max(time) FROM stored_oops WHERE reporter_id = @reporterId) AS last`,
  );
  const all = reporterIds.map((reporterId) => ends.get({ reporterId, start, end }) as TimesAround);
  const extreme = (most: (...times: number[]) => number, key: keyof TimesAround) => {
    const times = all.flatMap((one) => one[key] ?? []);
    return times.length === 0 ? null : times.reduce((a, b) => most(a, b));
  };
  return {
    first: extreme(Math.min, 'first'),
    before: extreme(Math.max, 'before'),
    after: extreme(Math.min, 'after'),
    last: extreme(Math.max, 'last'),
  };
}

/**
 * The OOPSes of an interval in full, in the order of `compareSighted`, for ids are NOCASE in the table. One at a
 * time, so that a million take no more memory than one. The database cannot be written through this connection
 * meanwhile.
 */
export function* iterateOopses(db: Db, { start, end }: Interval): Generator<FoundOops> {
  const rows = db
    .prepare(`${SELECT_OOPS} WHERE o.time >= @start AND o.time < @end ORDER BY o.time, o.oops_id`)
    .iterate({ start, end }) as IterableIterator<OopsTextRow>;
  for (const row of rows) yield { stored: oopsFromRow(row), paths: pathsOf(db, row.seq) };
}
