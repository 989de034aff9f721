import { codeBlock, codeSpan, escapeMarkdown } from '../layout/markdown.js';
import { compileTemplate } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import { drawStorm } from './charts/storm-text.js';
import { BLOCKS } from './charts/text-rows.js';
import type { OutageReport } from './outage-report.js';
import { type CheckView, type GroupView, type OutageView, viewOutage } from './view.js';

/** How wide the storm is drawn: what an issue tracker shows without a scroll bar. */
const PICTURE_WIDTH = 90;

/** What `templates/outage.markdown.hbs` shows, escaped for Markdown. */
type MarkdownView = OutageView & { readonly picture: string };

let template: ((view: MarkdownView) => string) | undefined;

/** Lays an outage report out as Markdown to be pasted into an issue tracker. */
export function renderOutageMarkdown(report: OutageReport): string {
  template ??= compileTemplate<MarkdownView>('outage', 'markdown');
  const picture = drawStorm(report, PICTURE_WIDTH, BLOCKS);
  return template({
    ...escapeView(viewOutage(report)),
    picture: picture.length > 0 ? codeBlock(picture.join('\n')) : '',
  });
}

/** What strangers wrote stands in code, on which no tracker acts; sentences have their punctuation escaped. */
function escapeView(view: OutageView): OutageView {
  const escapeCheck = ({ words, evidence, see }: CheckView) => ({
    words,
    evidence: escapeMarkdown(evidence),
    see: see.map(escapeMarkdown),
  });
  const escapeGroup = (group: GroupView) => ({
    count: group.count,
    text: codeSpan(group.text),
    where: escapeMarkdown(group.where),
    ids: group.ids.map(escapeMarkdown),
    traceback: group.traceback === '' ? '' : indent(codeBlock(group.traceback)),
  });
  return {
    ...view,
    heading: escapeMarkdown(view.heading),
    summary: escapeMarkdown(view.summary),
    remarks: view.remarks.map(escapeMarkdown),
    facts: view.facts.map(({ label, text }) => ({ label, text: escapeMarkdown(text) })),
    times: view.times.map(({ label, text }) => ({ label, text: escapeMarkdown(text) })),
    steps: view.steps.map(({ name, length }) => ({ name: escapeMarkdown(name), length })),
    systems: view.systems.map((system) => ({
      ...system,
      name: escapeMarkdown(system.name),
      failure: escapeCheck(system.failure),
      recovery: escapeCheck(system.recovery),
      notes: system.notes.map(escapeMarkdown),
    })),
    unexpected: view.unexpected.map(escapeGroup),
    newSignatures: view.newSignatures.map(escapeGroup),
    worthALook: view.worthALook.map(escapeMarkdown),
    touched: escapeMarkdown(view.touched),
    storm: escapeMarkdown(view.storm),
    failureModes: view.failureModes.map(escapeGroup),
    suggestion: view.suggestion && {
      before: escapeMarkdown(view.suggestion.before),
      command: codeSpan(view.suggestion.command),
      behind: escapeMarkdown(view.suggestion.behind),
    },
    unknowns: view.unknowns.map((unknown) => escapeMarkdown(toLine(unknown))),
  };
}

/** Into the list item that it belongs to. */
function indent(block: string): string {
  return block
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
