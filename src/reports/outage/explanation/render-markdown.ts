import { escapeMarkdown } from '../../layout/markdown.js';
import { compileTemplate } from '../../layout/templates.js';
import type { OutageExplanation } from './explanation.js';
import { type ExplanationView, type RowView, viewExplanation } from './view.js';

let template: ((view: ExplanationView) => string) | undefined;

/** Lays an explanation out as Markdown to be pasted into an issue tracker. */
export function renderExplanationMarkdown(explanation: OutageExplanation): string {
  template ??= compileTemplate<ExplanationView>('outage-explanation', 'markdown');
  return template(escapeView(viewExplanation(explanation)));
}

function escapeView(view: ExplanationView): ExplanationView {
  const escapeRow = (row: RowView) => ({ ...row, text: escapeMarkdown(row.text) });
  return {
    ...view,
    heading: escapeMarkdown(view.heading),
    conclusion: escapeMarkdown(view.conclusion),
    facts: view.facts.map(({ label, text }) => ({ label, text: escapeMarkdown(text) })),
    phases: view.phases.map((phase) => ({ ...phase, rows: phase.rows.map(escapeRow) })),
    recovery: view.recovery.map(escapeRow),
    notes: view.notes.map(escapeMarkdown),
    part: escapeMarkdown(view.part),
  };
}
