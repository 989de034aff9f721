import type { Storm } from '../../analysis/storms.js';
import type { Config } from '../../config/config.js';
import { type DailyRequest, type DayFindings, gatherDay } from '../../evidence/day/day-findings.js';
import type { OutageAccount } from '../../evidence/day/outage-accounts.js';
import { type TopList, topListsOf } from '../../evidence/day/sections.js';
import { knownSince } from '../../evidence/known-time.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import type { Outage } from '../../outages/outage.js';
import { ALL_SYSTEMS, endOrCap, type OutageWindow } from '../../outages/window.js';
import type { SummarisedGroup, SummarisedSection, Summary } from '../../store/questions/summary.js';
import type { TimesAround } from '../../store/snapshot.js';
import { compareText } from '../../text/compare-text.js';
import { formatInstant } from '../../time/instant.js';
import { type Interval, intersection, overlaps, subtract, totalLength } from '../../time/interval.js';
import { recordingLines } from '../window-check/check-storms.js';
import { remarkOnForgottenWindows } from '../windows.js';
import { findTrends, type Trends } from './changes/find-trends.js';
import { listChanges } from './changes/list-changes.js';
import { checkSums } from './check-sums.js';
import type {
  DailyGroup,
  DailyOutage,
  DailyReport,
  DailySection,
  OopsesElsewhere,
  TopicTimeouts,
  UnrecordedStorm,
} from './daily-report.js';
import { SECTION_TITLES } from './section-titles.js';

/** How many signatures `gone` names. */
const GONE_LISTED = 10;

/** Makes the normal summary of a period. */
export async function reportDay(context: ReportContext, request: DailyRequest): Promise<DailyReport> {
  return buildDailyReport(context, request, await gatherDay(context, request));
}

/**
 * Lays out the normal summary of a period as plain data: what belongs to no outage, by section, and an account of what was
 * left out. Throws an Error when its sums do not agree: that would be a bug.
 */
function buildDailyReport(context: ReportContext, request: DailyRequest, found: DayFindings): DailyReport {
  const { observedUntil, outages } = context;
  const { period, group, systems } = request;
  const firstOopsAt = knownSince(context, period.end);
  const { accounts, summary } = found;
  const listedOutages = outages
    .filter((outage) => accounts.has(outage.id) || isIn(outage, request, context))
    .map((outage) => describeOutage(outage, accounts.get(outage.id)));
  const suppressed = listedOutages.reduce((sum, outage) => sum + outage.suppressed, 0);
  const observedMs = observedLength(request, context);
  const trends = findTrends(found, {
    from: period.start,
    observedMs,
    alpha: context.config.verdict.alpha,
  });
  const changes = listChanges(found, trends, firstOopsAt !== null && firstOopsAt < period.start);
  const report: DailyReport = {
    kind: 'daily',
    from: formatInstant(period.start),
    to: formatInstant(period.end),
    timezone: request.timezone ?? 'UTC',
    observedUntil: formatInstant(observedUntil),
    group,
    summary: request.summary,
    systems,
    knownSince: firstOopsAt === null ? null : formatInstant(firstOopsAt),
    firstTime: found.firstTime === null ? null : formatInstant(found.firstTime),
    lastTime: found.lastTime === null ? null : formatInstant(found.lastTime),
    observedSeconds: observedMs / 1000,
    total: summary.reported + suppressed,
    reported: summary.reported,
    suppressed,
    inexactTime: summary.inexact,
    kept: [...accounts.values()].reduce((sum, { kept }) => sum + kept, 0),
    otherNotFound: summary.sections.reduce((sum, { unlisted }) => sum + unlisted, 0),
    outages: listedOutages,
    unrecordedStorms: found.unrecordedStorms.map((storm) => describeStorm(context, storm)),
    ...(found.discards.length > 0 ? { discards: found.discards } : {}),
    sections: summary.sections.map((section) => describeSection(section, trends)),
    ...describeTopLists(summary, topListsOf(request.summary)),
    changes,
    ...(found.elsewhere === null ? {} : { elsewhere: describeElsewhere(found.elsewhere) }),
    gone: changes.gone
      .slice(0, GONE_LISTED)
      .map(({ type, value, before }) => ({ type, value, count: before ?? 0 })),
    timeline: {
      secondsPerStep: found.step / 1000,
      reported: found.reportedSteps,
      suppressed: found.suppressedSteps,
    },
    remarks: remarkOnForgottenWindows(
      context.windows.filter(({ start }) => start < period.end),
      context,
    ),
  };
  checkSums(report);
  return report;
}

function describeElsewhere({ first, before, after, last }: TimesAround): OopsesElsewhere {
  const format = (at: number | null) => (at === null ? null : formatInstant(at));
  return { first: format(first), before: format(before), after: format(after), last: format(last) };
}

function describeStorm(context: ReportContext, storm: Storm): UnrecordedStorm {
  return {
    start: formatInstant(storm.start),
    end: formatInstant(storm.end),
    systems: storm.systems,
    count: storm.count,
    line: recordingLines(context, [storm]).split('\n')[1]?.trim() ?? '',
  };
}

function describeOutage({ id, title, start, end }: Outage, account: OutageAccount | undefined): DailyOutage {
  return {
    outage: id,
    title,
    start: formatInstant(start),
    end: end === null ? null : formatInstant(end),
    suppressed: account?.suppressed ?? 0,
    expected: account?.expected ?? 0,
    background: account?.background ?? 0,
    unexpected: account?.unexpected ?? 0,
    kept: account?.kept ?? 0,
    userCount: account?.touched.users ?? 0,
    urlCount: account?.touched.urls ?? 0,
    unexpectedGroups: (account?.unexpectedGroups ?? [])
      .map(({ signature: { type, value }, count, oopsIds }) => ({ type, value, count, oopsIds }))
      .sort((a, b) => b.count - a.count || compareText(a.type, b.type) || compareText(a.value, b.value)),
  };
}

function describeSection(
  { id, listed, groupCount, groups }: SummarisedSection,
  trends: Trends,
): DailySection {
  return {
    id,
    title: SECTION_TITLES[id],
    count: listed,
    groupCount,
    groups: groups.map((group) => describeGroup(group, trends)),
  };
}

function describeGroup({ signatures, ...group }: SummarisedGroup, trends: Trends): DailyGroup {
  const bugs = signatures.flatMap(({ bug }) => bug ?? []);
  const { type, value, count, botCount, localReferrerCount, topLocalReferrer, urlCount, methods, urls } =
    group;
  return {
    ...{ type, value, count, botCount, localReferrerCount, topLocalReferrer, urlCount, methods },
    bug: bugs.length > 0 ? Math.min(...bugs) : null,
    ...trends.trendOf(signatures),
    urls,
  };
}

function describeTopLists(
  { sections, topDurations, topStatementCounts }: Summary,
  lists: readonly TopList[],
): Pick<DailyReport, 'topDurations' | 'topStatementCounts' | 'timeoutsByTopic'> {
  return {
    topDurations: topDurations.map(({ amount, oopsId, topic, isEstimate }) => ({
      seconds: amount / 1000,
      oopsId,
      topic,
      isEstimate,
    })),
    topStatementCounts: topStatementCounts.map(({ amount, oopsId, topic }) => ({
      count: amount,
      oopsId,
      topic,
    })),
    timeoutsByTopic: lists.includes('timeouts-by-topic') ? countTimeouts(sections) : [],
  };
}

function countTimeouts(sections: readonly SummarisedSection[]): TopicTimeouts[] {
  const topicsOf = (id: OopsClass) => sections.find((section) => section.id === id)?.topicCounts ?? new Map();
  const [hard, soft] = [topicsOf('time-outs'), topicsOf('soft-time-outs')];
  return [...new Set<string>([...hard.keys(), ...soft.keys()])]
    .map((topic) => ({ topic, hard: hard.get(topic) ?? 0, soft: soft.get(topic) ?? 0 }))
    .sort((a, b) => b.hard - a.hard || b.soft - a.soft || compareText(a.topic, b.topic));
}

/** The length of the period in which all was as usual and known, in milliseconds. */
function observedLength({ period, systems }: DailyRequest, context: ReportContext): number {
  const { config, scopes, windows, prunedSpans, firstOopsAt, observedUntil } = context;
  const known = intersection(period, { start: firstOopsAt ?? observedUntil, end: observedUntil });
  const holdsAll = (window: OutageWindow) =>
    systems === null
      ? window.systems.includes(ALL_SYSTEMS)
      : systems.every((system) => scopes.holding(system).some((held) => held.window === window));
  const held = windows.filter(holdsAll).map((window) => windowInterval(window, config));
  return known === null ? 0 : totalLength(subtract(known, [...held, ...prunedSpans]));
}

/** From the window's start to its end, or as long as an open one attributes. */
function windowInterval(window: OutageWindow, { attribution }: Config): Interval {
  return { start: window.start, end: endOrCap(window, attribution.openWindowCap) };
}

/** Whether a window of the outage lies in the period, at least in part, and holds one of the systems. */
function isIn(
  { windows }: Outage,
  { period, systems }: DailyRequest,
  { config, scopes }: ReportContext,
): boolean {
  return windows.some((window) => {
    if (!overlaps(windowInterval(window, config), period)) return false;
    return (
      systems === null ||
      systems.some((system) => scopes.holding(system).some((held) => held.window === window))
    );
  });
}
