/** What is read of an event beside its columns, as SQL. */
export interface DerivedColumns {
  /** A number that tells signatures apart, and their texts. */
  readonly signature: string;
  readonly signatureType: string;
  readonly signatureValue: string;
  /** What it counts as before the kind of its system has its say: see `baseClassOf`. */
  readonly baseClass: string;
  /** 1: a page of our own led to it. */
  readonly isLocalReferrer: string;
}
