import type { StoredAttribution } from '../../records.js';
import type { Db } from '../db.js';

/** Which of the kinds that `numberAttributionKinds` numbered the normal report leaves out: 1 at the place of each number. */
export function suppressedKinds(db: Db): Uint8Array {
  return Uint8Array.from(readAttributionKinds(db), (kind) => Number(kind?.isSuppressed ?? false));
}

/** The kinds that `numberAttributionKinds` numbered, each at the place of its number; null is that of no outage. */
export function readAttributionKinds(db: Db): (StoredAttribution | null)[] {
  const rows = db
    .prepare(
      'SELECT outage, phase, relation, disposition, is_suppressed FROM temp.attribution_kind ORDER BY number',
    )
    .all() as (Omit<StoredAttribution, 'isSuppressed'> & { outage: string | null; is_suppressed: number })[];
  return rows.map(({ is_suppressed, ...kind }) =>
    kind.outage === null ? null : { ...kind, isSuppressed: is_suppressed === 1 },
  );
}
