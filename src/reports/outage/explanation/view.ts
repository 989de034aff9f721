import type { RowAccount } from '../../../analysis/evidence.js';
import { plural, toLine } from '../../layout/text.js';
import { systemNotes, worthALookText } from '../system-notes.js';
import { AT_LEAST, FAILURE_WORDS, figuresText, RECOVERY_WORDS, VERDICT_WORDS, windowText } from '../words.js';
import type { OutageExplanation } from './explanation.js';
import { comparedFacts, PHASE_WORDS } from './explanation-words.js';

/** What an explanation shows, in text and Markdown alike: each text is one harmless line, not yet escaped. */
export interface ExplanationView {
  readonly heading: string;
  readonly verdictText: string;
  readonly conclusion: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly failureWords: string;
  /** More than one where its windows have several phases: then the worst stands. */
  readonly phases: readonly {
    readonly words: string;
    readonly decides: boolean;
    readonly rows: readonly RowView[];
  }[];
  readonly severalPhases: boolean;
  readonly recoveryWords: string;
  readonly recovery: readonly RowView[];
  readonly notes: readonly string[];
  readonly part: string;
}

/** A row of a table, as it was asked. */
export interface RowView {
  readonly name: string;
  readonly text: string;
  readonly decided: boolean;
}

/** Puts an explanation into words. */
export function viewExplanation(explanation: OutageExplanation): ExplanationView {
  const { outage, title, system, failure, recovery, windows, requests, discards, observedUntil } =
    explanation;
  return {
    heading: toLine(`${system} in outage ${outage}${title === null ? '' : `: ${title}`}`),
    verdictText: VERDICT_WORDS[explanation.verdict],
    conclusion: toLine(explanation.conclusion),
    facts: [
      ['Windows', windows.map(windowText).join('; ')] as const,
      ['Read until', `${observedUntil.slice(0, 10)} ${observedUntil.slice(11, 19)} UTC`] as const,
      ...comparedFacts(explanation),
      [
        'Requests',
        `${discards > 0 ? AT_LEAST : ''}${plural(requests, 'request')} among the OOPSes of its windows`,
      ] as const,
    ].map(([label, text]) => ({ label, text: toLine(text) })),
    failureWords: FAILURE_WORDS[failure.verdict],
    phases: failure.phases.map(({ phase, rows }) => ({
      words: PHASE_WORDS[phase],
      decides: phase === failure.phase,
      rows: rows.map(viewRow),
    })),
    severalPhases: failure.phases.length > 1,
    recoveryWords: RECOVERY_WORDS[recovery.verdict],
    recovery: recovery.rows.map(viewRow),
    notes: [
      ...systemNotes(explanation.discardedBy, recovery.laterRise),
      ...explanation.worthALook.map((one) => `Worth a look: ${worthALookText(one)}.`),
    ].map(toLine),
    part: toLine(explanation.part),
  };
}

/** A row that is named by the verdict that it ends with is told in the verdict's words. */
function viewRow({ row, inWords, figures, decided }: RowAccount): RowView {
  const words: Readonly<Record<string, string>> = { ...RECOVERY_WORDS, ...FAILURE_WORDS };
  return { name: words[row] ?? row, text: toLine(inWords + figuresText(figures)), decided };
}
