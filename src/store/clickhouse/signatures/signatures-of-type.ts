import type { TrackedSignature } from '../../sighted-oops.js';
import type { Reading } from '../events/reading.js';

/** All signatures of a type. See `signaturesOfType` of the port. */
export async function findSignaturesOfType(
  { connection, from, alive, parameters, columns, vocabulary }: Reading,
  type: string,
): Promise<TrackedSignature[]> {
  const rows = await connection.rows<[number: number, value: string]>(
    `SELECT ${columns.signature}, any(${columns.signatureValue})
     FROM ${from} WHERE ${alive} AND ${columns.signatureType} = {type:String} GROUP BY 1`,
    { ...parameters, type: type.toWellFormed() },
  );
  return rows.map(([number, value]) => vocabulary.signature(number, type.toWellFormed(), value));
}
