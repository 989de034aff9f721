import type { Interval } from '../../../time/interval.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import { type Db, writeTransaction } from '../db.js';

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

/** When signatures were last seen; exported so that a test can pin its plan. */
export const SELECT_LAST_TIME = `
  SELECT max(time) FROM stored_oops WHERE signature_id = @signatureId AND time < @before`;

/**
 * When a signature was last seen before a moment, in milliseconds since the Unix epoch; null when it never was. Prepared
 * once for many signatures.
 */
export function prepareLastSeen(db: Db): (signatureId: number, before: number) => number | null {
  const last = db.prepare(SELECT_LAST_TIME).pluck();
  return (signatureId, before) => last.get({ signatureId, before }) as number | null;
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
  return (signatureId, reporterIds, { start, end }) =>
    reporterIds.some((reporterId) => seen.get({ signatureId, reporterId, start, end }) === 1);
}
