import type { Db } from './open-database.js';

/** How the question is answered; exported so that a test can pin its plan. */
export const SELECT_FIRST_TIME = 'SELECT min(time) FROM stored_oops WHERE signature_id = @signatureId';

/** When a signature was first seen, as far back as the store reaches; null when no OOPS has it. */
export type FirstSightings = (signatureId: number) => number | null;

/** Opens the question for many signatures. */
export function openFirstSightings(db: Db): FirstSightings {
  const select = db.prepare(SELECT_FIRST_TIME).pluck();
  return (signatureId) => select.get({ signatureId }) as number | null;
}
