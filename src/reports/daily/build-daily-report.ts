import type { Config } from '../../config/config.js';
import { type Knowledge, remember } from '../../evidence/report-context.js';
import { gatherUsual } from '../../evidence/usual-counts.js';
import type { SummaryKind } from '../../oops/oops.js';
import type { Outage } from '../../outages/outage.js';
import { ALL_SYSTEMS, type OutageWindow } from '../../outages/window.js';
import { iterateOopsFacts } from '../../store/sqlite/blocks/facts.js';
import { openSightingTimes } from '../../store/sqlite/tables/signatures.js';
import { formatInstant } from '../../time/instant.js';
import { type Interval, intersection, overlaps, subtract, totalLength } from '../../time/interval.js';
import { remarkOnForgottenWindows } from '../windows.js';
import type { DailyReport } from './daily-report.js';
import { findTrends } from './find-trends.js';
import { listSection } from './list-section.js';
import { createOutageTally } from './outage-tally.js';
import { createSummaryTally } from './summary-tally.js';
import { createTimelineTally } from './timeline-tally.js';
import { listUnrecordedStorms } from './unrecorded-storms.js';

/** What a daily report is to be about. */
export interface DailyRequest {
  readonly period: Interval;
  /** The zone whose clocks the report shows; absent: UTC. */
  readonly timezone?: string;
  /** The kind of summary: it says which sections and lists there are, and what OOPSes are counted as. */
  readonly summary: SummaryKind;
  /** Each OOPS is counted by the kind of its own system instead; what `summary` has no section for gets one. */
  readonly isBySystem?: boolean;
  /** The name of the group that was asked for, for the heading; null for all systems. */
  readonly group: string | null;
  /** The systems to count, without regard to case; null: all. */
  readonly systems: readonly string[] | null;
}

/**
 * Makes the normal summary of a period: what belongs to no outage, by section, and an account of what was left out. One
 * pass over the OOPSes of the period. Throws an Error when its sums do not agree: that would be a bug.
 */
export function buildDailyReport(knowledge: Knowledge, request: DailyRequest): DailyReport {
  const { db, lookups, systemOf, firstOopsAt, observedUntil, asOf } = knowledge;
  const { period, summary, group, systems } = request;
  const isSelected = createSelection(systems);
  const outages = createOutageTally(knowledge);
  const timeline = createTimelineTally(period);
  const tally = createSummaryTally(summary, request.isBySystem ?? false, knowledge);
  const counts = { total: 0, reported: 0, inexactTime: 0, kept: 0 };
  let firstTime = Number.POSITIVE_INFINITY;
  let lastTime = Number.NEGATIVE_INFINITY;

  const readable = asOf === null ? period : { start: period.start, end: Math.min(period.end, asOf) };
  for (const fact of iterateOopsFacts(db, readable)) {
    const system = systemOf(fact.reporterId);
    if (!isSelected(system)) continue;
    firstTime = Math.min(firstTime, fact.time);
    lastTime = Math.max(lastTime, fact.time);
    counts.total += 1;
    if (fact.inexact) counts.inexactTime += 1;
    const claim = outages.add(fact, system);
    timeline.add(fact, claim === 'suppressed');
    if (claim === 'suppressed') continue;
    if (claim === 'kept') counts.kept += 1;
    counts.reported += 1;
    tally.add(fact);
  }

  const listedOutages = outages.list((outage) => isIn(outage, request, knowledge));
  const observedMs = observedLength(request, knowledge);
  const read = { start: period.start, end: Math.min(period.end, observedUntil) };
  const trends = findTrends(tally, {
    from: period.start,
    observedMs,
    usual: gatherUsual(knowledge, read, isSelected),
    times: openSightingTimes(db),
    alpha: knowledge.config.verdict.alpha,
  });
  const report: DailyReport = {
    kind: 'daily',
    from: formatInstant(period.start),
    to: formatInstant(period.end),
    timezone: request.timezone ?? 'UTC',
    observedUntil: formatInstant(observedUntil),
    group,
    summary,
    systems,
    knownSince: firstOopsAt === null ? null : formatInstant(firstOopsAt),
    firstTime: counts.total === 0 ? null : formatInstant(firstTime),
    lastTime: counts.total === 0 ? null : formatInstant(lastTime),
    observedSeconds: observedMs / 1000,
    total: counts.total,
    reported: counts.reported,
    suppressed: listedOutages.reduce((sum, { suppressed }) => sum + suppressed, 0),
    inexactTime: counts.inexactTime,
    kept: counts.kept,
    otherNotFound: tally.sections.reduce((sum, section) => sum + section.counts.unlisted, 0),
    outages: listedOutages,
    unrecordedStorms: listUnrecordedStorms(knowledge, period, isSelected),
    sections: tally.sections.map((section) => listSection(section, { table: tally.table, lookups, trends })),
    ...tally.topLists.list(),
    gone: trends.listGone(lookups),
    timeline: timeline.list(),
    remarks: remarkOnForgottenWindows(
      knowledge.windows.filter(({ start }) => start < period.end),
      knowledge,
    ),
  };
  checkSums(report);
  return report;
}

/** The length of the period in which all was as usual and known, in milliseconds. */
function observedLength({ period, systems }: DailyRequest, knowledge: Knowledge): number {
  const { config, scopes, windows, firstOopsAt, observedUntil } = knowledge;
  const known = intersection(period, { start: firstOopsAt ?? observedUntil, end: observedUntil });
  const holdsAll = (window: OutageWindow) =>
    systems === null
      ? window.systems.includes(ALL_SYSTEMS)
      : systems.every((system) => scopes.holding(system).some((held) => held.window === window));
  const holes = windows.filter(holdsAll).map((window) => windowInterval(window, config));
  return known === null ? 0 : totalLength(subtract(known, holes));
}

/** From the window's start to its end, or as long as an open one attributes. */
function windowInterval({ start, end }: OutageWindow, { attribution }: Config): Interval {
  return { start, end: end ?? start + attribution.openWindowCap };
}

/** Whether a system is to be counted. */
function createSelection(systems: readonly string[] | null): (system: string) => boolean {
  if (systems === null) return () => true;
  const selected = new Set(systems.map((name) => name.toUpperCase()));
  return remember((system: string) => selected.has(system.toUpperCase()));
}

/** Whether a window of the outage lies in the period, at least in part, and holds one of the systems. */
function isIn(
  { windows }: Outage,
  { period, systems }: DailyRequest,
  { config, scopes }: Knowledge,
): boolean {
  return windows.some((window) => {
    if (!overlaps(windowInterval(window, config), period)) return false;
    return (
      systems === null ||
      systems.some((system) => scopes.holding(system).some((held) => held.window === window))
    );
  });
}

/**
 * Adds up what a report says in several places. Throws an Error that names the sum when two places disagree: a report
 * that leaves things out is trusted only while it accounts for all of them.
 */
export function checkSums(report: DailyReport): void {
  const { total, reported, suppressed, otherNotFound, outages, sections } = report;
  agree('reported + suppressed', reported + suppressed, 'total', total);
  const listed = sum(sections.map(({ count }) => count));
  agree('the sections + otherNotFound', listed + otherNotFound, 'reported', reported);
  agree('suppressed by outage', sum(outages.map((outage) => outage.suppressed)), 'suppressed', suppressed);
  agree('kept by outage', sum(outages.map((outage) => outage.kept)), 'kept', report.kept);
  for (const outage of outages) {
    const { expected, background, unexpected } = outage;
    const where = `of outage ${outage.outage}`;
    agree(
      `expected + background + unexpected ${where}`,
      expected + background + unexpected,
      'suppressed',
      outage.suppressed,
    );
    const grouped = sum(outage.unexpectedGroups.map(({ count }) => count));
    agree(`the unexpected groups ${where}`, grouped, 'unexpected', unexpected);
  }
  for (const { id, count, groupCount, groups } of sections) {
    if (groups.length < groupCount) continue;
    agree(`the groups of section ${id}`, sum(groups.map((group) => group.count)), 'its count', count);
  }
}

function agree(what: string, found: number, whole: string, expected: number): void {
  if (found === expected) return;
  throw new Error(`The daily report does not add up: ${what} is ${found}, but ${whole} is ${expected}.`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
