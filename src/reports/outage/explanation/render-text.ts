import { paintMatches, verdictColour } from '../../layout/colour.js';
import type { TextLook } from '../../layout/outputs.js';
import { type Prose, proseOf } from '../../layout/prose.js';
import { compileTemplate, type Template } from '../../layout/templates.js';
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

let template: Template<ExplanationTextView> | undefined;

/** Lays an explanation out as text. */
export function renderExplanationText(explanation: OutageExplanation, look: TextLook): string {
  template ??= compileTemplate<ExplanationTextView>('outage-explanation', 'text');
  const view = viewExplanation(explanation);
  const prose = proseOf(look);
  const { wrap, hang } = prose;
  const verdict = wrap(`${view.verdictText.toUpperCase()}. ${view.conclusion}`);
  const shown: ExplanationTextView = {
    heading: prose.bold(wrap(view.heading)),
    verdict: paintMatches(verdict, /^[A-Z ]+\./, (words) =>
      prose.bold(verdictColour(prose, explanation.verdict)(words)),
    ),
    facts: view.facts.map(({ label, text }) => hang(` ${label.padEnd(12)}`, text)),
    failureWords: view.failureWords,
    phases: view.phases.map(({ words, decides, rows }) => ({
      heading: view.severalPhases && decides ? `${words}, the worst, which stands:` : `${words}:`,
      rows: rows.map((row) => rowText(row, prose)),
    })),
    recoveryWords: view.recoveryWords,
    recovery: view.recovery.map((row) => rowText(row, prose)),
    notes: view.notes.map((note) => hang(' - ', note)),
    part: wrap(view.part),
  };
  return template(shown, look);
}

/** A row that decided is marked; below it nothing was asked. */
function rowText({ name, text, decided }: RowView, { hang, bold }: Prose): string {
  const heading = `${decided ? ' =>' : '   '} ${name}`;
  return `${decided ? bold(heading) : heading}\n${hang('      ', text)}`;
}
