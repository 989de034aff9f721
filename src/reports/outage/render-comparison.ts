import { codeSpan, escapeMarkdown } from '../markdown-text.js';
import { compileTemplate, readTemplate } from '../templates.js';
import { hangLine, wrapLine } from '../text-layout.js';
import { type ComparisonView, type ModeView, viewComparison } from './comparison-view.js';
import type { OutageComparison } from './outage-comparison.js';

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
export function renderComparisonText(comparison: OutageComparison, width: number): string {
  const view = viewComparison(comparison);
  const row = (cells: readonly string[]) =>
    ` ${cells.map((cell, column) => (column === 0 ? cell.padEnd(24) : cell.padStart(14))).join('')}`;
  const listModes = (modes: readonly ModeView[]) =>
    modes.map(({ count, text, where }) =>
      hangLine(`${String(count).padStart(5)} `, `${text} (${where})`, width),
    );
  return compileTemplate<ComparisonTextView>(
    'outage-comparison',
    'text',
  )({
    heading: wrapLine(view.heading, width).join('\n'),
    summary: wrapLine(view.summary, width).join('\n'),
    figures: [
      row(['', 'BEFORE', 'NOW', 'CHANGE']),
      ...view.figures.map(({ name, before, after, change }) => row([name, before, after, change])),
    ],
    systems: view.systems.map(({ system, change, before, after }) =>
      [
        ` ${system}: ${change}`,
        hangLine('   before: ', before, width),
        hangLine('   now:    ', after, width),
      ].join('\n'),
    ),
    appeared: listModes(view.appeared),
    gone: listModes(view.gone),
  });
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
export function renderComparisonHtml(comparison: OutageComparison): string {
  return compileTemplate<ComparisonView & { readonly style: string }>(
    'outage-comparison',
    'html',
  )({
    ...viewComparison(comparison),
    style: readTemplate('outage.css'),
  });
}
