import { EVIDENCE_WORDS } from './evidence-words.js';
import { OUTAGE_WORDS } from './outage-words.js';
import { REPORT_WORDS } from './report-words.js';
import { VERDICT_PARTS } from './verdict-words.js';
import type { GlossaryPart } from './word.js';

/** Every word of the reports that is not told by itself, explained: `/glossary.json` prints it as it is. */
export const GLOSSARY: readonly GlossaryPart[] = [
  REPORT_WORDS,
  OUTAGE_WORDS,
  ...VERDICT_PARTS,
  EVIDENCE_WORDS,
];
