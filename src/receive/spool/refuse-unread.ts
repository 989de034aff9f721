import type { Tally } from '../../ingest/tally.js';
import { UserError } from '../../user-error.js';

/**
 * Throws a UserError where a file of a spool could not be read now, as when too many files are open: what it holds was not loaded,
 * and is to be tried again.
 */
export function refuseUnread({ unreadable: [first] }: Pick<Tally, 'unreadable'>): void {
  if (first) throw new UserError(`${first.path}: ${first.reason}.`);
}
