import type { Db } from './open-database.js';

/** How the question is answered; exported so that a test can pin its plan. */
export const SELECT_LAST_TIME = `
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
