import { codeBlock, codeSpan, escapeMarkdown } from '../../layout/markdown.js';
import { compileTemplate } from '../../layout/templates.js';
import { drawStorm } from '../charts/storm-text.js';
import { BLOCKS } from '../charts/text-rows.js';
import type { OutageReport } from '../outage-report.js';
import { fewIdsText } from '../reading/few-ids.js';
import { type CheckView, type GroupView, type OutageView, type SystemView, viewOutage } from './view.js';

/** How wide the storm is drawn: what an issue tracker shows without a scroll bar. */
const PICTURE_WIDTH = 90;

/** How many characters the ids of a group may take. */
const ROOM_FOR_IDS = 60;

/** What `templates/outage.markdown.hbs` shows, escaped for Markdown. */
type MarkdownView = ReturnType<typeof escapeView> & { readonly picture: string };

let template: ((view: MarkdownView) => string) | undefined;

/** Lays an outage report out as Markdown to be pasted into an issue tracker. */
export function renderOutageMarkdown(report: OutageReport): string {
  template ??= compileTemplate<MarkdownView>('outage', 'markdown');
  const picture = drawStorm(report, PICTURE_WIDTH, BLOCKS);
  return template({
    ...escapeView(viewOutage(report, ROOM_FOR_IDS)),
    picture: picture.length > 0 ? codeBlock(picture.join('\n')) : '',
  });
}

/** What strangers wrote stands in code, on which no tracker acts; sentences have their punctuation escaped. */
function escapeView(view: OutageView) {
  const escapeFact = ({ label, text }: OutageView['facts'][number]) => ({
    label,
    text: escapeMarkdown(text),
  });
  const { headline, suggestion } = view;
  return {
    ...view,
    heading: escapeMarkdown(view.heading),
    headline: { ...headline, text: escapeMarkdown(headline.text) },
    remarks: view.remarks.map(escapeMarkdown),
    facts: view.facts.map(escapeFact),
    storm: escapeMarkdown(view.storm),
    systems: view.systems.map(escapeSystem),
    calm: view.calm.map(escapeSystem),
    calmTitle: `${escapeMarkdown(view.calmTitle)}.`,
    calmNotes: view.calmNotes.map(({ name, text }) => ({
      name: escapeMarkdown(name),
      text: escapeMarkdown(text),
    })),
    explain: codeSpan(view.explain),
    unexpected: view.unexpected.map(escapeGroup),
    newSignatures: view.newSignatures.map(escapeGroup),
    worthALook: view.worthALook.map(escapeMarkdown),
    requests: escapeMarkdown(view.requests),
    failureModes: view.failureModes.map(escapeGroup),
    run: view.run.map(escapeFact),
    times: view.times.map(escapeFact),
    unknowns: view.unknowns.map(escapeMarkdown),
    suggestion: suggestion && {
      before: escapeMarkdown(suggestion.before),
      command: codeSpan(suggestion.command),
      behind: escapeMarkdown(suggestion.behind),
    },
  };
}

function escapeSystem(system: SystemView) {
  return {
    ...system,
    name: escapeMarkdown(system.name),
    failure: escapeCheck(system.failure),
    recovery: escapeCheck(system.recovery),
    notes: system.notes.map(escapeMarkdown),
  };
}

/** The words, and where these do not say that all is well, where to look, and the figures behind them in brackets. */
function escapeCheck({ words, isGood, evidence, see, figures }: CheckView) {
  if (isGood) return { words, text: escapeMarkdown(evidence) };
  const behind = [evidence, see.length === 0 ? '' : `See ${see.join(', ')}.`, figures && `[${figures}]`];
  return { words, text: escapeMarkdown(behind.filter((part) => part !== '').join(' ')) };
}

function escapeGroup(group: GroupView) {
  return {
    count: group.count,
    text: codeSpan(group.text),
    root: codeSpan(group.root),
    where: escapeMarkdown(group.where),
    ids: escapeMarkdown(fewIdsText(group)),
    traceback: group.traceback === '' ? '' : indent(codeBlock(group.traceback)),
  };
}

/** Into the list item that it belongs to. */
function indent(block: string): string {
  return block
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
