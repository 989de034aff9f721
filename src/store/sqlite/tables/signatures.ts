import type { Interval } from '../../../time/interval.js';
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

/** How the question is answered; exported so that a test can pin its plan. */
const SELECT_LAST_TIME = `
  SELECT max(time) FROM stored_oops WHERE signature_id = @signatureId AND time < @before`;

/** When signatures were seen, as far back as the store reaches. In milliseconds since the Unix epoch. */
export interface SightingTimes {
  /** The last time before a moment; null when there was none. */
  lastBefore(signatureId: number, before: number): number | null;
}

/** Opens the question for many signatures. */
export function openSightingTimes(db: Db): SightingTimes {
  const last = db.prepare(SELECT_LAST_TIME).pluck();
  return {
    lastBefore: (signatureId, before) => last.get({ signatureId, before }) as number | null,
  };
}

/** How the question is answered; exported so that a test can pin its plan. */
export const SELECT_SEEN = `
  SELECT EXISTS (
    SELECT 1 FROM stored_oops
    WHERE signature_id = @signatureId AND reporter_id = @reporterId AND time >= @start AND time < @end)`;

/** Whether any of the reporters showed a signature in an interval. */
export type SignatureHistory = (
  signatureId: number,
  reporterIds: readonly number[],
  interval: Interval,
) => boolean;

/** Opens the question for many signatures. */
export function openSignatureHistory(db: Db): SignatureHistory {
  const seen = db.prepare(SELECT_SEEN).pluck();
  return (signatureId, reporterIds, { start, end }) =>
    reporterIds.some((reporterId) => seen.get({ signatureId, reporterId, start, end }) === 1);
}
