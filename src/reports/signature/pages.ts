import type { Signature } from '../../oops/oops.js';

/** Where the pages of signatures lead to: addresses, percent-encoded. */
export interface SignaturePages {
  readonly signatures: string;
  readonly signature: (signature: Signature) => string;
  readonly type: (type: string) => string;
  readonly system: (name: string) => string;
  readonly outage: (id: string) => string;
  readonly explanation: (outage: string, system: string) => string;
  readonly day: (date: string) => string;
  readonly oops: (id: string) => string;
  /** The answer to a question, in the words of `query`. */
  readonly asked: (words: readonly (readonly [name: string, value: string])[]) => string;
}
