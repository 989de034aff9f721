import { compileTemplate } from '../layout/templates.js';
import { hangLine, wrapLine } from '../layout/text.js';
import type { OutageRegister } from './register.js';
import { type MonthRow, type OutageRow, viewRegister } from './view.js';

/** What `templates/outages.text.hbs` shows; every text is ready. */
interface RegisterTextView {
  readonly heading: string;
  readonly facts: readonly string[];
  readonly outages: readonly string[];
  readonly months: readonly string[];
  readonly days: readonly string[];
  readonly systems: readonly string[];
}

let template: ((view: RegisterTextView) => string) | undefined;

/** Lays the register out as text. Where an outage's id does not fit, it stands below. */
export function renderRegisterText(register: OutageRegister, width: number): string {
  template ??= compileTemplate<RegisterTextView>('outages', 'text');
  const view = viewRegister(register);
  return template({
    heading: view.heading,
    facts: view.facts.flatMap((fact) => wrapLine(fact, width)),
    outages: listOutages(view.outages, width),
    months: alignColumns([MONTH_HEADER, ...view.months.map(listCells)]),
    days: alignColumns(view.days.map(({ date, downtime, outages }) => [date, downtime, outages])),
    systems: view.systems.map((text) => ` ${text}`),
  });
}

const OUTAGE_HEADER = ['START (UTC)', 'TOOK', 'BUDGET', 'AS EXPECTED', 'OOPSES', 'LAG', 'OUTAGE'];
const MONTH_HEADER = ['MONTH', 'NO.', 'MEDIAN', 'WORST', 'OVERHEAD', 'LAG', 'DOWNTIME', 'GOOD', 'OFF'];
const ANSWERS = { 'as-expected': 'yes', 'not-as-expected': 'NO', inconclusive: 'undecided' } as const;

function listOutages(rows: readonly OutageRow[], width: number): string[] {
  const cells = rows.map(({ when, took, budget, verdict, storm, lag, outage }) => [
    when,
    took,
    budget,
    ANSWERS[verdict],
    storm,
    lag,
    outage,
  ]);
  const wide = alignColumns([OUTAGE_HEADER, ...cells]);
  const isWide = wide.every((line) => line.length <= width);
  const lines = isWide ? wide : alignColumns([OUTAGE_HEADER, ...cells].map((row) => row.slice(0, -1)));
  return lines.flatMap((line, index) => {
    const row = rows[index - 1];
    if (!row) return [line];
    const below = isWide ? row.note : [row.outage, row.note].filter((text) => text !== '').join(': ');
    return below === '' ? [line] : [line, hangLine('   ', below, width)];
  });
}

function listCells(row: MonthRow): string[] {
  const { month, outages, median, worst, overhead, worstLag, downtime, share, offSchedule } = row;
  return [month, outages, median, worst, overhead, worstLag, downtime, share, offSchedule];
}

/** Rows whose columns begin below one another, two blanks apart; behind the last there is nothing to align. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.slice(0, -1).map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    ` ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
