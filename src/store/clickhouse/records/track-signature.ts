import { keyOfName } from '../../../oops/key-of-name.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { Connection } from '../connecting/connection.js';
import { hasOneOfIds } from '../events/id-condition.js';
import { beginReading } from '../events/reading.js';
import { LATEST, sayWords } from '../words.js';
import { write } from '../writes.js';

/**
 * Ties the signature that an OOPS has now to a bug, or with null to none. Returns the bug that it was tied to before, null when there
 * was none.
 */
export async function trackSignature(
  connection: Connection,
  settings: DerivationSettings,
  oopsId: string,
  bug: number | null,
): Promise<number | null> {
  const reading = await beginReading(connection, settings, LATEST);
  const { from, alive, parameters, columns } = reading;
  const found = await connection.row<[number: number, type: string, value: string]>(
    `SELECT ${columns.signature}, ${columns.signatureType}, ${columns.signatureValue}
     FROM ${from} WHERE ${alive} AND ${hasOneOfIds(connection)} LIMIT 1`,
    { ...parameters, ids: [keyOfName(oopsId)] },
  );
  if (!found) throw new Error(`the database has no OOPS ${oopsId}`);
  const [number, type, text] = found;
  const key = String(number);
  const [word] = await reading.lastWords('bug', 'key = {key:String}', { key });
  const before = word?.value.bug ?? null;
  if (before !== bug) {
    const value = bug === null ? null : { type, value: text, bug };
    await write(connection, (writing) => sayWords(writing, 'bug', [{ key, value }]));
  }
  return before;
}
