import type { Interval } from '../time/interval.js';
import type { Db } from './open-database.js';

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
