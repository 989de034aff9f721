import type { SystemEvidence } from '../analysis/evidence.js';

/** What is known of a system before its OOPSes are looked at. */
export type SystemFrame = Pick<
  SystemEvidence,
  'system' | 'during' | 'windows' | 'shutdownsElsewhere' | 'start' | 'end' | 'baseline' | 'observation'
>;
