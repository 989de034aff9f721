import { toLine } from '../text-layout.js';
import type {
  ComparedMode,
  ComparedSystem,
  Figure,
  OutageComparison,
  SystemState,
} from './outage-comparison.js';
import { seconds, signatureText } from './outage-words.js';
import { FAILURE_WORDS, RECOVERY_WORDS, VERDICT_WORDS } from './verdict-words.js';

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
export function viewComparison(comparison: OutageComparison): ComparisonView {
  const { outage, comparedWith, figures, systems, appeared, gone } = comparison;
  return {
    heading: `Outage ${toLine(outage)} compared with ${toLine(comparedWith)}`,
    summary: summarise(figures),
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
    where: toLine(`${mode.disposition}: ${mode.systems.join(', ')}`),
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
