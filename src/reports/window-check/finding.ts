/** What a check of the window log can find. */
export const FINDING_KINDS = [
  'open-too-long',
  'ended-before-next-phase',
  'over-budget',
  'schedule',
  'overlap',
  'duplicate',
  'plan-without-outcome',
  'unknown-system',
  'matched-nothing',
  'storm-off-edges',
  'unrecorded-storm',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something in the window log that is, or may be, wrong, and what to do about it. */
export interface Finding {
  readonly kind: FindingKind;
  /** Null for a storm that no window covers. */
  readonly outage: string | null;
  /** What is wrong, with its numbers: a sentence. */
  readonly text: string;
  /** What to do: a sentence, or a command to paste. */
  readonly advice: string;
}
