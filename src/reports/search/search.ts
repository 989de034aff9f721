/** What was found for words, as plain data: `/search.json` prints it as it is. Times are ISO 8601 UTC with milliseconds. */
export interface SearchReport {
  readonly kind: 'search';
  /** The words, as they were typed. */
  readonly words: string;
  /** Why they were looked for as they stand, one after the other; null: they were read as `--text` is. */
  readonly readLiterally: string | null;
  /** OOPSes that have the words. */
  readonly count: number;
  /** The most frequent signatures of those. */
  readonly signatures: readonly FoundSignature[];
  readonly signatureCount: number;
  /** The OOPSes that match best, the newest of equals first. */
  readonly oopses: readonly MatchingOops[];
  /** What has the words in its name. */
  readonly named: NamedThings;
}

export interface FoundSignature {
  readonly type: string | null;
  readonly value: string;
  /** OOPSes of it that have the words. */
  readonly count: number;
  /** Of the last OOPS of it, with the words or without. */
  readonly lastTime: string | null;
}

export interface MatchingOops {
  readonly id: string;
  readonly time: string;
  readonly system: string;
  readonly type: string | null;
  readonly signature: { readonly type: string | null; readonly value: string };
  /** The stretches of text that match, with what was looked for in brackets. */
  readonly snippet: string;
}

export interface NamedThings {
  /** By the last first. */
  readonly outages: readonly { readonly id: string; readonly title: string | null }[];
  readonly systems: readonly string[];
  readonly types: readonly { readonly type: string; readonly count: number }[];
  /** Those that are not among the found ones. */
  readonly signatures: readonly FoundSignature[];
}
