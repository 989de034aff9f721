import type { OopsRules } from '../../../oops/classes/rules.js';
import { signatureOf } from '../../../oops/classes/signature.js';
import { NO_EVENT, type SummaryKind } from '../../../oops/oops.js';
import { BoundedCache } from './bounded-cache.js';
import type { Dictionary } from './dictionary.js';

/** An exception that is stored, with its words. */
export interface StoredException {
  readonly id: number;
  readonly type: string | null;
  readonly value: string | null;
}

/** Finds the signature of exceptions; normalises each exception once for every kind of summary. */
export interface SignatureTable {
  idOf(exception: StoredException, kind: SummaryKind): number;
  forget(): void;
}

const REMEMBERED = 50_000;

/** Makes the finder. Like the dictionary, it is used inside a write transaction. */
export function createSignatureTable(dictionary: Dictionary, rules: OopsRules): SignatureTable {
  const cache = new BoundedCache<string, number>(REMEMBERED);
  return {
    idOf: ({ id, type, value }, kind) =>
      cache.getOrAdd(`${kind} ${id}`, () =>
        dictionary.signatureId(signatureOf({ type, value, ...NO_EVENT }, kind, rules.signatures)),
      ),
    forget: () => cache.clear(),
  };
}
