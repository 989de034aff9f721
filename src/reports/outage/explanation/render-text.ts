import { compileTemplate } from '../../layout/templates.js';
import { hangLine, TEXT_WIDTH, wrapLine } from '../../layout/text.js';
import type { OutageExplanation } from './explanation.js';
import { type RowView, viewExplanation } from './view.js';

/** What `templates/outage-explanation.text.hbs` shows; every text is ready and wrapped. */
interface ExplanationTextView {
  readonly heading: string;
  readonly verdict: string;
  readonly facts: readonly string[];
  readonly failureWords: string;
  readonly phases: readonly { readonly heading: string; readonly rows: readonly string[] }[];
  readonly recoveryWords: string;
  readonly recovery: readonly string[];
  readonly notes: readonly string[];
  readonly part: string;
}

let template: ((view: ExplanationTextView) => string) | undefined;

/** Lays an explanation out as text. */
export function renderExplanationText(explanation: OutageExplanation): string {
  template ??= compileTemplate<ExplanationTextView>('outage-explanation', 'text');
  const view = viewExplanation(explanation);
  return template({
    heading: wrap(view.heading),
    verdict: wrap(`${view.verdictText.toUpperCase()}. ${view.conclusion}`),
    facts: view.facts.map(({ label, text }) => hangLine(` ${label.padEnd(12)}`, text)),
    failureWords: view.failureWords,
    phases: view.phases.map(({ words, decides, rows }) => ({
      heading: view.severalPhases && decides ? `${words}, the worst, which stands:` : `${words}:`,
      rows: rows.map(rowText),
    })),
    recoveryWords: view.recoveryWords,
    recovery: view.recovery.map(rowText),
    notes: view.notes.map((note) => hangLine(' - ', note)),
    part: wrap(view.part),
  });
}

/** A row that decided is marked; below it nothing was asked. */
function rowText({ name, text, decided }: RowView): string {
  return `${decided ? ' =>' : '   '} ${name}\n${hangLine('      ', text)}`;
}

function wrap(line: string): string {
  return wrapLine(line, TEXT_WIDTH).join('\n');
}
