import { listWords } from '../../../text/list-words.js';
import { dressPage, type PageDress } from '../../layout/dress-page.js';
import { codeSpan, escapeMarkdown } from '../../layout/markdown.js';
import type { Look, TextLook } from '../../layout/outputs.js';
import { proseOf } from '../../layout/prose.js';
import { compileTemplate } from '../../layout/templates.js';
import { toLine } from '../../layout/text.js';
import {
  DISPOSITION_WORDS,
  FAILURE_WORDS,
  RECOVERY_WORDS,
  seconds,
  signatureText,
  VERDICT_WORDS,
} from '../words.js';
import type {
  ComparedMode,
  ComparedSystem,
  Figure,
  OutageComparison,
  SystemState,
} from './compare-outages.js';

/** What `templates/outage-comparison.text.hbs` shows; every line is ready. */
interface ComparisonTextView {
  readonly heading: string;
  readonly summary: string;
  readonly figures: readonly string[];
  readonly systems: readonly string[];
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
}

/** Lays a comparison out as text. */
export function renderComparisonText(comparison: OutageComparison, look: TextLook): string {
  const { wrap, hang, bold, soft } = proseOf(look);
  const view = viewComparison(comparison);
  const row = (cells: readonly string[]) =>
    ` ${cells.map((cell, column) => (column === 0 ? cell.padEnd(24) : cell.padStart(14))).join('')}`;
  const listModes = (modes: readonly ModeView[]) =>
    modes.map(({ count, text, where }) => hang(`${String(count).padStart(5)} `, `${text} (${where})`));
  const shown: ComparisonTextView = {
    heading: bold(wrap(view.heading)),
    summary: wrap(view.summary),
    figures: [
      soft(row(['', 'BEFORE', 'NOW', 'CHANGE'])),
      ...view.figures.map(({ name, before, after, change }) => row([name, before, after, change])),
    ],
    systems: view.systems.map(({ system, change, before, after }) =>
      [` ${system}: ${change}`, hang('   before: ', before), hang('   now:    ', after)].join('\n'),
    ),
    appeared: listModes(view.appeared),
    gone: listModes(view.gone),
  };
  return compileTemplate<ComparisonTextView>('outage-comparison', 'text')(shown, look);
}

/** Lays a comparison out as Markdown to be pasted into an issue tracker. */
export function renderComparisonMarkdown(comparison: OutageComparison): string {
  const view = viewComparison(comparison);
  const escapeModes = (modes: readonly ModeView[]) =>
    modes.map(({ count, text, where }) => ({ count, text: codeSpan(text), where: escapeMarkdown(where) }));
  return compileTemplate<ComparisonView>(
    'outage-comparison',
    'markdown',
  )({
    ...view,
    heading: escapeMarkdown(view.heading),
    systems: view.systems.map((system) => ({ ...system, system: escapeMarkdown(system.system) })),
    appeared: escapeModes(view.appeared),
    gone: escapeModes(view.gone),
  });
}

/** Lays a comparison out as one HTML file that needs nothing beside it. */
export function renderComparisonHtml(
  comparison: OutageComparison,
  look: Pick<Look, 'imprint' | 'frame'> = {},
): string {
  return compileTemplate<ComparisonView & PageDress>(
    'outage-comparison',
    'html',
  )({
    ...viewComparison(comparison),
    ...dressPage(look),
  });
}

/** What a comparison shows in any format: each text is one harmless line, not yet escaped. */
export interface ComparisonView {
  readonly heading: string;
  /** Which figures got worse and which better, in a sentence or two. */
  readonly summary: string;
  readonly figures: readonly {
    readonly name: string;
    readonly before: string;
    readonly after: string;
    readonly change: string;
  }[];
  readonly systems: readonly {
    readonly system: string;
    readonly change: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly appeared: readonly ModeView[];
  readonly gone: readonly ModeView[];
}

export interface ModeView {
  readonly count: number;
  readonly text: string;
  readonly where: string;
}

const FIGURE_WORDS: Readonly<Record<Figure['name'], string>> = {
  durationSeconds: 'duration',
  overheadSeconds: 'overhead',
  systemsNotAsExpected: 'systems not as expected',
  oopses: 'OOPSes in its windows',
  unexpectedOopses: 'unexpected OOPSes',
  worstLagSeconds: 'worst recovery lag',
};

/** Puts a comparison into words. */
function viewComparison(comparison: OutageComparison): ComparisonView {
  const { outage, comparedWith, figures, systems, appeared, gone } = comparison;
  return {
    heading: `Outage ${toLine(outage)} compared with ${toLine(comparedWith)}`,
    summary: `${summarise(figures)}${discardsText(comparison)}`,
    figures: figures.map((figure) => ({
      name: FIGURE_WORDS[figure.name],
      before: valueText(figure.name, figure.before),
      after: valueText(figure.name, figure.after),
      change: changeText(figure),
    })),
    systems: systems.map(viewSystem),
    appeared: appeared.map(viewMode),
    gone: gone.map(viewMode),
  };
}

function summarise(figures: readonly Figure[]): string {
  const named = (sign: number) =>
    figures
      .filter(({ change }) => change !== null && Math.sign(change) === sign)
      .map((figure) => `${FIGURE_WORDS[figure.name]} (${changeText(figure)})`)
      .join(', ');
  const [worse, better] = [named(1), named(-1)];
  if (worse === '' && better === '') return 'No figure that both have differs.';
  return [worse && `More: ${worse}.`, better && `Less: ${better}.`].filter((text) => text !== '').join(' ');
}

/** That counts are the least there were, where they are. */
function discardsText({ discards: { before, after } }: OutageComparison): string {
  const told = [...(before > 0 ? [`${before} before`] : []), ...(after > 0 ? [`${after} now`] : [])];
  if (told.length === 0) return '';
  return ` Events were thrown away, at least ${listWords(told, 'and')}: counts are the least there were.`;
}

function viewSystem({ system, before, after, change }: ComparedSystem): ComparisonView['systems'][number] {
  return { system: toLine(system), change, before: stateText(before), after: stateText(after) };
}

function stateText(state: SystemState | null): string {
  if (!state) return 'not in it';
  const lag = state.lagSeconds === null ? '' : `, lag ${seconds(state.lagSeconds)}`;
  return `${VERDICT_WORDS[state.verdict]} (${FAILURE_WORDS[state.failure]}, ${RECOVERY_WORDS[state.recovery]}; ${state.oopses} OOPSes${lag})`;
}

function viewMode(mode: ComparedMode): ModeView {
  return {
    count: mode.count,
    text: signatureText(mode),
    where: toLine(`${DISPOSITION_WORDS[mode.disposition]}: ${mode.systems.join(', ')}`),
  };
}

function valueText(name: Figure['name'], value: number | null): string {
  if (value === null) return '-';
  return name.endsWith('Seconds') ? seconds(value) : String(value);
}

function changeText({ name, change }: Figure): string {
  if (change === null) return '-';
  return change === 0 ? 'same' : `${change > 0 ? '+' : '-'}${valueText(name, Math.abs(change))}`;
}
