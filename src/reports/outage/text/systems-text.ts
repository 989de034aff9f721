import { BAD_FAILURES, BAD_RECOVERIES } from '../../../analysis/verdict.js';
import { type Paint, paintWords, verdictColour } from '../../layout/colour.js';
import type { Prose } from '../../layout/prose.js';
import { toLine } from '../../layout/text.js';
import type { ReportedSystem } from '../outage-report.js';
import { fewIds } from '../reading/few-ids.js';
import { isGood } from '../rendering/view.js';
import { systemNotes } from '../system-notes.js';
import { FAILURE_WORDS, figuresText, RECOVERY_WORDS, VERDICT_WORDS } from '../words.js';
import { roomForIds } from './groups-text.js';

/** The systems of an outage as a table, a line each below its header, in the order given. */
export function systemTable(
  systems: readonly ReportedSystem[],
  prose: Prose,
): { readonly header: string; readonly lines: readonly string[] } {
  const rows = systems.map(({ system, verdict, failure, recovery }) => [
    toLine(system),
    VERDICT_WORDS[verdict],
    FAILURE_WORDS[failure.verdict],
    RECOVERY_WORDS[recovery.verdict],
  ]);
  const widths = HEADER.map((title, column) => {
    const widest = Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0));
    return column === 0 ? Math.min(LONGEST_NAME, widest) : widest;
  });
  const line = (cells: readonly string[], paints: readonly Paint[] = []) => {
    const padded = cells.map((cell, column) =>
      column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
    );
    return ` ${padded.map((cell, column) => paints[column]?.(cell) ?? cell).join('  ')}`;
  };
  return {
    header: prose.soft(line(HEADER)),
    lines: systems.map((system, index) => line(rows[index] ?? [], paintsOf(system, prose))),
  };
}

const HEADER = ['SYSTEM', 'VERDICT', 'FAILURE', 'RECOVERY'] as const;

/** Columns of the longest name that the others are laid out by. */
const LONGEST_NAME = 24;

/** What is as it should be needs no colour but the verdict's. */
function paintsOf({ verdict, failure, recovery }: ReportedSystem, prose: Prose): Paint[] {
  const asItIs: Paint = (text) => text;
  return [
    asItIs,
    verdictColour(prose, verdict),
    BAD_FAILURES.includes(failure.verdict) ? prose.alarm : asItIs,
    BAD_RECOVERIES.includes(recovery.verdict) ? prose.alarm : asItIs,
  ];
}

/** What shows systems that are not as expected, and what is to be known of any: nothing where its line says all. */
export function systemEvidence(systems: readonly ReportedSystem[], prose: Prose): string[] {
  return systems.flatMap(({ system, verdict, failure, recovery, discardedBy }) => {
    const checks = [checkText('   failure:  ', failure, prose), checkText('   recovery: ', recovery, prose)];
    const notes = systemNotes(discardedBy, recovery.laterRise).map((note) =>
      prose.hang('   note:     ', toLine(note)),
    );
    const all = verdict === 'as-expected' ? notes : [...checks, ...notes];
    return all.length === 0 ? [] : [[` ${toLine(system)}`, ...all].join('\n')];
  });
}

/** A check in plain words; where these do not say that all is well, also where to look, and the figures behind them. */
function checkText(
  label: string,
  { verdict, inWords, figures, oopsIds }: ReportedSystem['failure'] | ReportedSystem['recovery'],
  prose: Prose,
): string {
  if (isGood(verdict)) return prose.hang(label, toLine(inWords));
  const { ids } = fewIds(oopsIds.map(toLine), 0, roomForIds(prose));
  const see = ids.length === 0 ? '' : ` See ${ids.join(', ')}.`;
  return paintWords(prose.hang(label, toLine(inWords + see + figuresText(figures))), ids, prose.soft);
}
