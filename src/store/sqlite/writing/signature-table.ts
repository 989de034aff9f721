import type { OopsRules } from '../../../oops/classes/rules.js';
import { signatureOf } from '../../../oops/classes/signature.js';
import type { OopsException, SummaryKind } from '../../../oops/oops.js';
import { BoundedCache } from './bounded-cache.js';
import type { Dictionary } from './dictionary.js';

/** Finds the signature of exceptions; normalises each exception once for every kind of summary. */
export interface SignatureTable {
  /** @param id of the exception */
  idOf(id: number, exception: OopsException, kind: SummaryKind): number;
  forget(): void;
}

const REMEMBERED = 50_000;

/** Makes the finder. Like the dictionary, it is used inside a write transaction. */
export function createSignatureTable(dictionary: Dictionary, rules: OopsRules): SignatureTable {
  const cache = new BoundedCache<string, number>(REMEMBERED);
  return {
    idOf: (id, exception, kind) =>
      cache.getOrAdd(`${kind} ${id}`, () =>
        dictionary.signatureId(signatureOf(exception, kind, rules.signatures)),
      ),
    forget: () => cache.clear(),
  };
}
