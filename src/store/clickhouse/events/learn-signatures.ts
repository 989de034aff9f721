import type { TrackedSignature } from '../../sighted-oops.js';
import type { Condition } from './interval-condition.js';
import type { Reading } from './reading.js';

/**
 * Learns the signatures of events that were counted by their numbers; what the snapshot has met before is not asked for again.
 *
 * @param condition holds for all of these events
 */
export async function learnSignatures(
  { alive, columns, connection, from, parameters, vocabulary }: Reading,
  condition: Condition,
  numbers: readonly number[],
): Promise<(number: number) => TrackedSignature> {
  const unknown = numbers.filter((number) => !vocabulary.knownSignature(number));
  if (unknown.length > 0) {
    const rows = await connection.rows<[number: number, type: string, value: string]>(
      `SELECT ${columns.signature} AS number, any(${columns.signatureType}), any(${columns.signatureValue})
       FROM ${from} WHERE ${alive} AND ${condition.sql} AND number IN {unknown:Array(UInt64)} GROUP BY number`,
      { ...parameters, ...condition.parameters, unknown },
    );
    for (const [number, type, value] of rows) vocabulary.signature(number, type, value);
  }
  return (number) => {
    const found = vocabulary.knownSignature(number);
    // What is older than the database keeps can be gone between two questions.
    if (!found) throw new Error(`the database has no signature ${number} any more`);
    return found;
  };
}
