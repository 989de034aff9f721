import type { OopsRules } from '../../../oops/classes/rules.js';
import { signatureOf } from '../../../oops/classes/signature.js';
import type { SummaryKind } from '../../../oops/oops.js';
import { BoundedCache, type Dictionary } from './dictionary.js';

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

/** Opens the signatures for writing, inside the dictionary's transactions. */
export function openSignatures(dictionary: Dictionary, rules: OopsRules): SignatureTable {
  const cache = new BoundedCache<string, number>(REMEMBERED);
  return {
    idOf({ id, type, value }, kind) {
      const key = `${kind} ${id}`;
      let signature = cache.get(key);
      if (signature === undefined) {
        signature = dictionary.signatureId(signatureOf(type, value, kind, rules.signatures));
        cache.add(key, signature);
      }
      return signature;
    },
    forget: () => cache.clear(),
  };
}
