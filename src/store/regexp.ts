import { findsPattern } from '../oops/pattern.js';
import type { Db } from './open-database.js';

/** Gives the connection `regexp(pattern, value)`, which is also `value REGEXP pattern`; unknown values give NULL. */
export function addRegexp(db: Db): void {
  db.function('regexp', { deterministic: true }, (pattern: unknown, value: unknown) =>
    value === null ? null : Number(findsPattern({ source: String(pattern) }, String(value))),
  );
}
