import { type Paint, verdictColour } from '../layout/colour.js';
import { alignColumns } from '../layout/columns.js';
import type { TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { compileTemplate, type Template } from '../layout/templates.js';
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

let template: Template<RegisterTextView> | undefined;

/** Lays the register out as text. Where an outage's id does not fit, it stands below. */
export function renderRegisterText(register: OutageRegister, look: TextLook): string {
  template ??= compileTemplate<RegisterTextView>('outages', 'text');
  const view = viewRegister(register);
  const prose = proseOf(look);
  const shown: RegisterTextView = {
    heading: prose.bold(view.heading),
    facts: view.facts.map(prose.wrap),
    outages: listOutages(view.outages, look.width, prose),
    months: paintFirst(alignColumns([MONTH_HEADER, ...view.months.map(listCells)]), prose.soft),
    days: alignColumns(view.days.map(({ date, downtime, outages }) => [date, downtime, outages])),
    systems: view.systems.map((text) => ` ${text}`),
  };
  return template(shown, look);
}

const OUTAGE_HEADER = ['START (UTC)', 'TOOK', 'BUDGET', 'AS EXPECTED', 'OOPSES', 'LAG', 'OUTAGE'];
const MONTH_HEADER = ['MONTH', 'NO.', 'MEDIAN', 'WORST', 'OVERHEAD', 'LAG', 'DOWNTIME', 'GOOD', 'OFF'];
const ANSWERS = { 'as-expected': 'yes', 'not-as-expected': 'NO', inconclusive: 'undecided' } as const;

function listOutages(rows: readonly OutageRow[], width: number, prose: Prose): string[] {
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
  return lines.flatMap((text, index) => {
    const row = rows[index - 1];
    if (!row) return [prose.soft(text)];
    const line = paintAnswer(text, row, verdictColour(prose, row.verdict));
    const below = isWide ? row.note : [row.outage, row.note].filter((text) => text !== '').join(': ');
    return below === '' ? [line] : [line, prose.hang('   ', below)];
  });
}

/** The answer is the first of its words in the line: before it there are figures. */
function paintAnswer(line: string, { verdict }: OutageRow, paint: Paint): string {
  return line.replace(ANSWERS[verdict], paint);
}

function paintFirst([first, ...others]: readonly string[], paint: Paint): string[] {
  return first === undefined ? [] : [paint(first), ...others];
}

function listCells(row: MonthRow): string[] {
  const { month, outages, median, worst, overhead, worstLag, downtime, share, offSchedule } = row;
  return [month, outages, median, worst, overhead, worstLag, downtime, share, offSchedule];
}
