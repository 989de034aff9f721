import type { Interval } from '../time/interval.js';
import type { Db } from './open-database.js';

/** How the question is answered; exported so that a test can pin its plan. */
export const SELECT_SEEN = `
  SELECT EXISTS (
    SELECT 1 FROM stored_oops
    WHERE signature_id = @signatureId AND reporter_id = @reporterId AND time >= @start AND time < @end)`;

/** Whether any of the reporters showed a signature in the interval. */
export function wasSignatureSeen(
  db: Db,
  signatureId: number,
  reporterIds: readonly number[],
  { start, end }: Interval,
): boolean {
  const seen = db.prepare(SELECT_SEEN).pluck();
  return reporterIds.some((reporterId) => seen.get({ signatureId, reporterId, start, end }) === 1);
}
