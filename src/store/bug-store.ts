import type { Db } from './open-database.js';
import { writeTransaction } from './write-transaction.js';

/**
 * Ties the signature of an OOPS to a bug, or with null to none, so that every OOPS of that signature is tracked by it.
 * Returns the bug that it was tied to before, null when there was none.
 *
 * @param seq the OOPS's number in this database
 */
export function trackSignature(db: Db, seq: number, bug: number | null): number | null {
  const ofOops = 'id = (SELECT signature_id FROM stored_oops WHERE id = @seq)';
  return writeTransaction(db, () => {
    const before = db.prepare(`SELECT bug FROM stored_signature WHERE ${ofOops}`).pluck().get({ seq });
    if (before === undefined) throw new Error(`the database has no OOPS ${seq}`);
    db.prepare(`UPDATE stored_signature SET bug = @bug WHERE ${ofOops}`).run({ seq, bug });
    return before as number | null;
  });
}
