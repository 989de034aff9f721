import type { TrackedSignature } from '../../sighted-oops.js';
import type { Db } from '../db.js';
import type { Numbered } from '../numbered.js';
import { hashText } from '../writing/dictionary.js';

/** How the signatures of a type are found; exported so that a test can pin the plan. */
export const SELECT_OF_TYPE = `
  SELECT s.id, v.value, s.bug FROM stored_signature s CROSS JOIN text v ON v.id = s.value_id
  WHERE s.type_id = (SELECT id FROM text WHERE hash = @hash AND value = @type)`;

/** All signatures of a type. See `signaturesOfType` of the port. */
export function findSignaturesOfType(db: Db, { knownSignature }: Numbered, type: string): TrackedSignature[] {
  const wanted = type.toWellFormed();
  const rows = db
    .prepare(SELECT_OF_TYPE)
    .raw()
    .all({ hash: hashText(wanted), type: wanted }) as [id: number, value: string, bug: number | null][];
  return rows.map(([id, value, bug]) => knownSignature(id, { type: wanted, value, bug }));
}
