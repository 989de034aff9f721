import type { Exception, TrackedSignature } from '../../sighted-oops.js';
import type { Condition } from './interval-condition.js';
import type { Reading } from './reading.js';

/** An exception with its signature, as rows have them that are read without texts. */
export interface TextlessEvent {
  /** The hash. */
  readonly exception: string;
  /** The number. */
  readonly signature: number;
}

/** What rows without texts are of. */
export interface LearntTexts {
  /** By the hash. */
  exception(hash: string): Exception;
  /** By the number. */
  signature(number: number): TrackedSignature;
}

/** Of so many unknown exceptions their hashes are sent; where there are more, all of the condition are asked for. */
const MOST_NAMED = 10_000;

/**
 * Learns the texts of events that were read without them, so that a long value travels once and not with each of its OOPSes; what
 * the snapshot has met before is not asked for again.
 *
 * @param condition holds for all of these events
 */
export async function learnTexts(
  { alive, columns, connection, from, parameters, vocabulary }: Reading,
  condition: Condition,
  events: Iterable<TextlessEvent>,
): Promise<LearntTexts> {
  const unknown = new Set<string>();
  for (const { exception, signature } of events) {
    if (!vocabulary.knownException(exception) || !vocabulary.knownSignature(signature))
      unknown.add(exception);
  }
  if (unknown.size > 0) {
    const areNamed = unknown.size <= MOST_NAMED;
    const parts = connection.parts<TextRow>(
      `SELECT toString(exception), any(type), any(value), any(causes), ${columns.signature} AS number,
         any(${columns.signatureType}), any(${columns.signatureValue})
       FROM ${from}
       WHERE ${alive} AND ${condition.sql}${areNamed ? ' AND exception IN {unknown:Array(UInt64)}' : ''}
       GROUP BY exception, number`,
      { ...parameters, ...condition.parameters, ...(areNamed && { unknown: [...unknown].map(BigInt) }) },
    );
    for await (const rows of parts) {
      for (const [hash, type, value, causes, number, signatureType, signatureValue] of rows) {
        vocabulary.exception(hash, type, value, causes);
        vocabulary.signature(number, signatureType, signatureValue);
      }
    }
  }
  return {
    exception: (hash) => found(vocabulary.knownException(hash), 'exception', hash),
    signature: (number) => found(vocabulary.knownSignature(number), 'signature', number),
  };
}

type TextRow = readonly [
  hash: string,
  type: string | null,
  value: string | null,
  causes: string | null,
  number: number,
  signatureType: string,
  signatureValue: string,
];

/** What is older than the database keeps can be gone between two questions. */
function found<T>(known: T | undefined, what: string, number: string | number): T {
  if (known === undefined) throw new Error(`the database has no ${what} ${number} any more`);
  return known;
}
