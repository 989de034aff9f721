import { judgeOutage } from '../../analysis/verdict.js';
import type { Config } from '../../config/config.js';
import { countDay } from '../../evidence/day/day-counts.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { ReportContext } from '../../evidence/report-context.js';
import { findUnrecordedStorms } from '../../evidence/storms.js';
import type { Outage } from '../../outages/outage.js';
import { formatInstant } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import { dateAt, dayOf } from '../../time/zone.js';
import { summariseVerdict } from '../outage/verdict-sentence.js';
import { buildStatus } from '../status/build-status.js';
import type { HomeDay, HomeReport, HomeStorm, LatestOutage } from './home-report.js';

/** How many outages are told of that were, and that are to come. */
const LATEST = 5;
const PLANNED = 3;

/** Gives what is known of this name, and makes it where it is not. */
type Remember = <T>(key: string, make: () => Promise<T>) => Promise<T>;

/** Gathers what somebody wants to know first. */
export async function buildHome(
  context: ReportContext,
  now: number,
  remember: Remember,
): Promise<HomeReport> {
  const { config, data, outages } = context;
  const { at, oopses, rejects, openOutages } = await buildStatus(data, config, { now, maxLag: null });
  const isKnown = context.observedUntil > 0;
  const days = lastDays(config, now);
  const latest: LatestOutage[] = [];
  for (const outage of outages
    .filter(({ start }) => start <= now)
    .slice(-LATEST)
    .reverse()) {
    latest.push(await remember(`judged ${JSON.stringify(outage.id)}`, () => judge(context, outage)));
  }
  const recent = await remember(`home ${days[0]?.start}`, async () => ({
    days: await Promise.all(days.map((day) => countGroups(context, day))),
    unrecordedStorms: await findStorms(context, days),
  }));
  return {
    kind: 'home',
    ...{ at, oopses, rejects, openOutages },
    observedUntil: isKnown ? formatInstant(context.observedUntil) : null,
    lagSeconds: isKnown ? (now - context.observedUntil) / 1000 : null,
    outages: latest,
    plannedOutages: outages
      .filter(({ start }) => start > now)
      .slice(0, PLANNED)
      .map(({ id, title, start }) => ({ outage: id, title, start: formatInstant(start) })),
    ...recent,
  };
}

/** The storms of some days that no window covers, the newest first. */
async function findStorms(context: ReportContext, days: readonly Interval[]): Promise<HomeStorm[]> {
  const start = days[0]?.start ?? 0;
  const end = Math.min(days.at(-1)?.end ?? 0, context.asOf ?? Number.POSITIVE_INFINITY);
  if (end <= start) return [];
  const storms = await findUnrecordedStorms(context, { start, end });
  return storms.reverse().map((storm) => ({
    start: formatInstant(storm.start),
    end: formatInstant(storm.end),
    systems: storm.systems,
    count: storm.count,
  }));
}

/** Yesterday and today. */
function lastDays({ timezone }: Config, now: number): Interval[] {
  const today = dayOf(dateAt(now, timezone), timezone);
  return [dayOf(dateAt(today.start - 1, timezone), timezone), today];
}

async function countGroups(context: ReportContext, day: Interval): Promise<HomeDay> {
  const { groups, timezone } = context.config;
  const count = async (group: string | null, systems: readonly string[] | null) => {
    const { reported, suppressed } = await countDay(context, day, systems);
    return { group, total: reported + suppressed, reported, suppressed };
  };
  const counted = [await count(null, null)];
  for (const { name, systems } of groups) counted.push(await count(name, systems));
  return {
    date: dateAt(day.start, timezone),
    from: formatInstant(day.start),
    to: formatInstant(day.end),
    groups: counted,
  };
}

/** How an outage went. Its report tells much more, and has it judged up to fourteen times for it. */
async function judge(context: ReportContext, outage: Outage): Promise<LatestOutage> {
  const judgement = judgeOutage(await gatherEvidence(context, outage), context.config);
  return {
    outage: outage.id,
    title: outage.title,
    start: formatInstant(outage.start),
    end: outage.end === null ? null : formatInstant(outage.end),
    verdict: judgement.verdict,
    summary: summariseVerdict(judgement, context.config.verdict.minimumShare),
  };
}
