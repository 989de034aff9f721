import type { Signature } from '../../oops/oops.js';

/** Signatures with how often each was seen, as plain data. Times are ISO 8601 UTC with milliseconds. */
export interface SignatureList {
  readonly kind: 'signatures';
  /** The exception type that all of them have; null: any. The empty text is that of what has no type. */
  readonly type: string | null;
  /** From when on they are counted; null: from the beginning. */
  readonly from: string | null;
  readonly to: string;
  readonly observedUntil: string;
  /** Time of the first OOPS of all; null when there is none. What was not seen since then is new. */
  readonly knownSince: string | null;
  /** How many OOPSes all of the signatures have, also of those of other pages. */
  readonly count: number;
  readonly suppressed: number;
  readonly signatureCount: number;
  /** The list is cut into pages; the first is 1. */
  readonly page: number;
  readonly pageCount: number;
  /** Those of the page: the most frequent first, then those that were seen last, then by type and value. */
  readonly signatures: readonly ListedSignature[];
}

export interface ListedSignature extends Signature {
  /** Stands for its value in addresses. */
  readonly digest: string;
  readonly bug: number | null;
  readonly count: number;
  /** How many of them the normal report leaves out. */
  readonly suppressed: number;
  /** The first time of all. */
  readonly firstTime: string;
  readonly lastTime: string;
  /** It was never seen before `from`. */
  readonly isNew: boolean;
}
