import { plural, toLine } from '../layout/text.js';
import { clock, seconds, VERDICT_WORDS } from '../outage/words.js';
import type { OutageRegister, RegisteredOutage, Trend } from './register.js';

/** What the register shows in any format: each text is one harmless line, not yet escaped. */
export interface RegisterView {
  readonly heading: string;
  readonly facts: readonly string[];
  readonly outages: readonly OutageRow[];
  readonly months: readonly MonthRow[];
  readonly days: readonly { readonly date: string; readonly downtime: string; readonly outages: string }[];
  readonly systems: readonly string[];
}

export interface OutageRow {
  readonly when: string;
  readonly outage: string;
  readonly took: string;
  readonly budget: string;
  readonly verdict: RegisteredOutage['verdict'];
  readonly verdictText: string;
  readonly storm: string;
  readonly lag: string;
  /** The systems not as expected, and what the schedule has against it; empty when neither. */
  readonly note: string;
}

export interface MonthRow {
  readonly month: string;
  readonly outages: string;
  readonly median: string;
  readonly worst: string;
  readonly overhead: string;
  readonly medianLag: string;
  readonly worstLag: string;
  readonly downtime: string;
  readonly share: string;
  readonly offSchedule: string;
}

/** How many of the latest days with downtime are listed; JSON has all. */
const DAYS_SHOWN = 14;

/** Puts the register into words. */
export function viewRegister(register: OutageRegister): RegisterView {
  const { outages, total, months, days, systems } = register;
  const from = Date.parse(register.from) > 0 ? `from ${register.from.slice(0, 10)} ` : '';
  return {
    heading: `Outages ${from}to ${register.to.slice(0, 10)} ${clock(register.to)} UTC`,
    facts: [...describeTotal(total), ...describeDiscards(outages)],
    outages: outages.map(viewOutage),
    months: months.map(({ month, ...trend }) => viewMonth(month, trend)),
    days: days.slice(0, DAYS_SHOWN).map(({ date, downtimeSeconds, outages: count }) => ({
      date,
      downtime: seconds(downtimeSeconds),
      outages: plural(count, 'outage'),
    })),
    systems: systems.map(
      ({ system, notAsExpected, outages: held }) =>
        `${toLine(system)}: not as expected in ${notAsExpected} of ${plural(held, 'outage')}`,
    ),
  };
}

function describeTotal(total: Trend): string[] {
  if (total.outages === 0) return [];
  const undecided = total.outages - total.asExpected - total.notAsExpected;
  return [
    `${plural(total.outages, 'outage')}: ${total.asExpected} as expected, ${total.notAsExpected} not, ${undecided} undecided; ${shareText(total)} of those that could be judged went as expected.`,
    `Downtime ${seconds(total.downtimeSeconds)} in all, median ${figure(total.medianSeconds)}, worst ${figure(total.worstSeconds)}; ${total.overBudget} over budget, ${total.offSchedule} off the schedule.`,
  ];
}

/** What a plus behind a count means, where there is one. */
function describeDiscards(outages: readonly RegisteredOutage[]): string[] {
  return outages.some(({ discards }) => discards > 0)
    ? ['A + behind a count of OOPSes: events were thrown away, and it is the least there was.']
    : [];
}

function viewOutage(outage: RegisteredOutage): OutageRow {
  const { start, durationSeconds, budgetSeconds, withinBudget, notAsExpected, scheduleFaults } = outage;
  return {
    when: `${start.slice(0, 10)} ${clock(start).slice(0, 5)}`,
    outage: toLine(outage.outage),
    took: durationSeconds === null ? 'open' : seconds(durationSeconds),
    budget: `${seconds(budgetSeconds)}${withinBudget === false ? ' over' : ''}`,
    verdict: outage.verdict,
    verdictText: VERDICT_WORDS[outage.verdict],
    storm: `${outage.stormSize}${outage.discards > 0 ? '+' : ''}`,
    lag: lagText(outage.worstLagSeconds),
    note: toLine([notAsExpected.join(', '), ...scheduleFaults].filter((text) => text !== '').join('; ')),
  };
}

function viewMonth(month: string, trend: Trend): MonthRow {
  return {
    month,
    outages: String(trend.outages),
    median: figure(trend.medianSeconds),
    worst: figure(trend.worstSeconds),
    overhead: figure(trend.medianOverheadSeconds),
    medianLag: lagText(trend.medianLagSeconds),
    worstLag: lagText(trend.worstLagSeconds),
    downtime: seconds(trend.downtimeSeconds),
    share: shareText(trend),
    offSchedule: String(trend.offSchedule),
  };
}

function shareText({ shareAsExpected }: Trend): string {
  return shareAsExpected === null ? '-' : `${Math.round(shareAsExpected * 100)} %`;
}

/** To the second: a lag is as exact as the clocks of two machines. */
function lagText(lag: number | null): string {
  return figure(lag === null ? null : Math.round(lag));
}

function figure(length: number | null): string {
  return length === null ? '-' : seconds(length);
}
