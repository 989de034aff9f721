import { UTCDate } from '@date-fns/utc';
import { eachDayOfInterval } from 'date-fns/eachDayOfInterval';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { downtimeOfDay } from '../../outages/schedule.js';
import { compareText } from '../../text/compare-text.js';
import { formatDate, formatInstant } from '../../time/instant.js';
import { covers, type Interval } from '../../time/interval.js';
import type { ReportedBudget } from '../outage/outage-report.js';
import { reportBudget } from '../outage/report-budget.js';
import { createJudge, type JudgedOutage, type JudgedSystem } from './judge-briefly.js';
import {
  type OutageRegister,
  type RegisteredOutage,
  type RegisteredSystem,
  summariseTrend,
} from './register.js';

/**
 * Judges every outage that began in a period, and gathers what they amount to.
 *
 * @param judge says how an outage went, which may be known already
 */
export async function buildRegister(
  context: ReportContext,
  period: Interval,
  judge = createJudge(context),
): Promise<OutageRegister> {
  const own = context.outages.filter(({ start }) => covers(period, start)).toReversed();
  const systems = new Map<string, { system: string; notAsExpected: number; outages: number }>();
  const outages: RegisteredOutage[] = [];
  for (const outage of own) {
    const judgement = await judge(outage);
    countSystems(systems, judgement.systems);
    const run = await context.data.deploymentRun(outage.id);
    outages.push(describeOutage(judgement, outage, reportBudget(context, outage, run)));
  }
  return {
    kind: 'outages',
    from: formatInstant(period.start),
    to: formatInstant(period.end),
    observedUntil: formatInstant(context.observedUntil),
    outages,
    total: summariseTrend(outages),
    months: groupByMonth(outages).map(([month, group]) => ({ month, ...summariseTrend(group) })),
    days: listDays(own, context.observedUntil),
    systems: [...systems.values()].filter(({ notAsExpected }) => notAsExpected > 0).sort(compareSystems),
  };
}

function describeOutage(
  { verdict, systems }: JudgedOutage,
  outage: Outage,
  budget: ReportedBudget,
): RegisteredOutage {
  const lags = systems.flatMap(({ recovery }) => recovery.lagSeconds ?? []);
  return {
    outage: outage.id,
    title: outage.title,
    start: formatInstant(outage.start),
    end: outage.end === null ? null : formatInstant(outage.end),
    durationSeconds: outage.durationSeconds,
    budgetSeconds: budget.budgetSeconds,
    withinBudget: budget.overSeconds === null ? null : budget.overSeconds <= 0,
    overheadSeconds: budget.overheadSeconds,
    verdict,
    systemCount: systems.length,
    notAsExpected: systems.filter(isBad).map(({ system }) => system),
    stormSize: systems.reduce(
      (sum, { failure: { expected, background, unexpected } }) => sum + expected + background + unexpected,
      0,
    ),
    discards: systems.reduce((sum, { discards }) => sum + discards, 0),
    worstLagSeconds: lags.length > 0 ? Math.max(...lags) : null,
    scheduleFaults: budget.scheduleFaults,
  };
}

function countSystems(
  counts: Map<string, { system: string; notAsExpected: number; outages: number }>,
  systems: readonly JudgedSystem[],
): void {
  for (const judged of systems) {
    const { system } = judged;
    const counted = counts.get(system) ?? { system, notAsExpected: 0, outages: 0 };
    counted.outages += 1;
    if (isBad(judged)) counted.notAsExpected += 1;
    counts.set(system, counted);
  }
}

function isBad({ verdict }: JudgedSystem): boolean {
  return verdict === 'not-as-expected';
}

function groupByMonth(outages: readonly RegisteredOutage[]): [string, RegisteredOutage[]][] {
  const months = new Map<string, RegisteredOutage[]>();
  for (const outage of outages) {
    const month = outage.start.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), outage]);
  }
  return [...months];
}

/** The days that outages lasted on, with the downtime of each: an outage past midnight counts on both. */
function listDays(outages: readonly Outage[], until: number): OutageRegister['days'] {
  const byDate = new Map<string, Outage[]>();
  for (const outage of outages) {
    const end = outage.end ?? Math.max(outage.start + 1, until);
    for (const day of eachDayOfInterval({ start: new UTCDate(outage.start), end: new UTCDate(end - 1) })) {
      const date = formatDate(day.getTime());
      byDate.set(date, [...(byDate.get(date) ?? []), outage]);
    }
  }
  return [...byDate]
    .map(([date, group]) => ({
      date,
      downtimeSeconds: downtimeOfDay(group, date, 'UTC', until),
      outages: group.length,
    }))
    .filter(({ downtimeSeconds }) => downtimeSeconds > 0)
    .sort((a, b) => compareText(b.date, a.date));
}

function compareSystems(a: RegisteredSystem, b: RegisteredSystem): number {
  return b.notAsExpected - a.notAsExpected || a.outages - b.outages || compareText(a.system, b.system);
}
