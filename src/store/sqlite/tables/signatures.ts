import type { Interval } from '../../../time/interval.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import type { KeptBug } from '../../kept.js';
import { type Db, writeTransaction } from '../db.js';
import { preparePrunedSignatures } from '../prune/pruned-signatures.js';

/**
 * Ties the signature of an OOPS to a bug, or with null to none, so that every OOPS of that signature is tracked by it.
 * Returns the bug that it was tied to before, null when there was none.
 */
export function trackSignature(db: Db, oopsId: string, bug: number | null): number | null {
  const ofOops = 'id = (SELECT signature_id FROM stored_oops WHERE oops_id = @oopsId)';
  return writeTransaction(db, () => {
    const before = db.prepare(`SELECT bug FROM stored_signature WHERE ${ofOops}`).pluck().get({ oopsId });
    if (before === undefined) throw new Error(`the database has no OOPS ${oopsId}`);
    db.prepare(`UPDATE stored_signature SET bug = @bug WHERE ${ofOops}`).run({ oopsId, bug });
    return before as number | null;
  });
}

/** The signatures that a bug tracks, in the order in which they were first stored. */
export function listBugs(db: Db): KeptBug[] {
  return db
    .prepare(
      `SELECT t.value AS type, v.value, s.bug FROM stored_signature s
         JOIN text t ON t.id = s.type_id JOIN text v ON v.id = s.value_id
       WHERE s.bug IS NOT NULL ORDER BY s.id`,
    )
    .all() as KeptBug[];
}

/** When signatures were first seen; exported so that a test can pin its plan. There can be many: a place is bound sooner than a name. */
export const SELECT_FIRST_TIME = 'SELECT min(time) FROM stored_oops WHERE signature_id = ?';

/** When a signature was first seen, in milliseconds since the Unix epoch; null when it never was. Prepared once for many. */
export function prepareFirstSeen(db: Db): (signatureId: number) => number | null {
  const first = db.prepare(SELECT_FIRST_TIME).pluck();
  const pruned = preparePrunedSignatures(db);
  return (signatureId) =>
    mostOf(Math.min, first.get(signatureId) as number | null, pruned?.firstSeen(signatureId));
}

/** When signatures were last seen; exported so that a test can pin its plan. */
export const SELECT_LAST_TIMES = `
  SELECT i.value, (SELECT max(time) FROM stored_oops WHERE signature_id = i.value AND time < @before)
  FROM json_each(@ids) i`;

/**
 * When signatures were last seen before a moment, in milliseconds since the Unix epoch, by their ids; those that never were are not among
 * them. All are asked for at once: one by one they would take twice as long.
 */
export function findLastSeen(db: Db, signatureIds: readonly number[], before: number): Map<number, number> {
  const pruned = preparePrunedSignatures(db);
  const question = { ids: JSON.stringify(signatureIds), before };
  const found = db.prepare(SELECT_LAST_TIMES).raw().all(question) as [id: number, time: number | null][];
  return new Map(
    found.flatMap(([id, stored]) => {
      const time = mostOf(Math.max, stored, pruned?.lastSeen(id, before));
      return time === null ? [] : [[id, time] as const];
    }),
  );
}

/** The earlier, or the later, of two times that are there. */
function mostOf(
  most: (a: number, b: number) => number,
  time: number | null,
  pruned: number | null = null,
): number | null {
  return time === null || pruned === null ? (time ?? pruned) : most(time, pruned);
}

/**
 * Whether signatures were seen; exported so that a test can pin its plan. An inexact time counts only where its whole day
 * lies before the end, so that but for the last day the index alone tells.
 */
export const SELECT_SEEN = `
  SELECT EXISTS (
    SELECT 1 FROM stored_oops
    WHERE signature_id = @signatureId AND reporter_id = @reporterId
      AND time >= @start AND time <= @end - ${millisecondsInDay} AND time < @end
  ) OR EXISTS (
    SELECT 1 FROM stored_oops
    WHERE signature_id = @signatureId AND reporter_id = @reporterId
      AND time >= max(@start, @end - ${millisecondsInDay}) AND time < @end AND time_source <> 'directory'
  )`;

/** Whether any of the reporters showed a signature in an interval. Prepared once for many signatures. */
export function prepareWasSeen(
  db: Db,
): (signatureId: number, reporterIds: readonly number[], interval: Interval) => boolean {
  const seen = db.prepare(SELECT_SEEN).pluck();
  const pruned = preparePrunedSignatures(db);
  return (signatureId, reporterIds, interval) =>
    reporterIds.some((reporterId) => seen.get({ signatureId, reporterId, ...interval }) === 1) ||
    pruned?.wasSeen(signatureId, reporterIds, interval) === true;
}
