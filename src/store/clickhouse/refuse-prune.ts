import { UserError } from '../../user-error.js';

/** Why nothing is pruned here, and what to do. */
export function refusePrune(): UserError {
  return new UserError(
    'prune works on a database in a file. ClickHouse drops what is old by itself: set retention in the config, and run oops-report db migrate.',
  );
}
