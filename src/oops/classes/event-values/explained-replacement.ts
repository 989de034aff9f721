import type { Replacement } from '../../statements.js';

/** A step of a normalisation that is built in. */
export interface ExplainedReplacement extends Replacement {
  /** Why what it replaces says nothing about the fault. */
  readonly reason: string;
}
