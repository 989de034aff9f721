import type { Storm } from '../../analysis/storms.js';
import type { SummaryKind } from '../../oops/oops.js';
import type { Summary } from '../../store/questions/summary.js';
import type { TrackedSignature } from '../../store/sighted-oops.js';
import type { TimesAround } from '../../store/snapshot.js';
import { type Interval, lengthOf } from '../../time/interval.js';
import { stepFor } from '../../time/steps.js';
import type { ReportContext } from '../report-context.js';
import { findUnrecordedStorms } from '../storms.js';
import { gatherUsual, type UsualCounts } from '../usual/usual-counts.js';
import { createSelection } from './day-counts.js';
import { type DayDiscard, gatherDayDiscards } from './day-discards.js';
import { gatherLeftOut, type OutageAccount } from './outage-accounts.js';
import { sectionsOf, topListsOf } from './sections.js';

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

/** All that the normal report of a period tells: it asks for nothing more. */
export interface DayFindings {
  readonly summary: Summary;
  /** The accounts of the outages that claim OOPSes of the period, by their ids. */
  readonly accounts: ReadonlyMap<string, OutageAccount>;
  /** When the first and the last OOPS happened, left out or not; null when there is none. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  /** The length of a step of the timeline in milliseconds, and what was reported and left out in each. */
  readonly step: number;
  readonly reportedSteps: readonly number[];
  readonly suppressedSteps: readonly number[];
  readonly usual: UsualCounts;
  /** When the signatures of the sections were last seen before the period; those that never were are not there. */
  readonly lastSeen: ReadonlyMap<TrackedSignature, number>;
  /** Where the OOPSes are when the period has none; null when it has some. */
  readonly elsewhere: TimesAround | null;
  readonly unrecordedStorms: readonly Storm[];
  /** What was thrown away before it could be counted; the most first. */
  readonly discards: readonly DayDiscard[];
}

/** How many topics a list names. */
const TOPICS_LISTED = 10;

/** Gathers what belongs to no outage, by section, what was left out, and what all of it is compared with. */
export async function gatherDay(context: ReportContext, request: DailyRequest): Promise<DayFindings> {
  const { asOf, config, data, observedUntil, reporters, systemOf } = context;
  const { period, summary: kind, isBySystem = false, systems, timezone = 'UTC' } = request;
  const isSelected = createSelection(systems);
  const selected = reporters.map(({ name }) => name).filter((name) => isSelected(systemOf(name)));
  const readable = asOf === null ? period : { start: period.start, end: Math.min(period.end, asOf) };
  const { suppressed, times, accounts } = await gatherLeftOut(context, readable, isSelected);
  const classes = await data.countClasses(readable, selected);
  const rules = config.rules.kindClassification;
  const lists = topListsOf(kind);
  const step = stepFor(lengthOf(period), MOST_STEPS);
  const summary = await data.summarise({
    interval: readable,
    reporters: selected,
    leftOut: suppressed,
    sections: sectionsOf({ summary: kind, isBySystem, rules }, classes),
    step,
    topDurations: lists.includes('durations') ? TOPICS_LISTED : 0,
    topStatementCounts: lists.includes('statement-counts') ? TOPICS_LISTED : 0,
  });
  const isQuiet = summary.reported === 0 && times.length === 0;
  return {
    summary,
    accounts,
    ...spanOf(summary, times),
    step,
    reportedSteps: countSteps(period, step, summary.steps),
    suppressedSteps: countSteps(period, step, [], times),
    usual: await gatherUsual(context, { period, readUntil: observedUntil, timezone, isSelected }),
    lastSeen: await data.lastSeen(signaturesOf(summary), period.start),
    elsewhere: isQuiet ? await findElsewhere(context, period, selected) : null,
    unrecordedStorms: await findUnrecordedStorms(context, period, isSelected),
    discards: await gatherDayDiscards(context, readable, isSelected),
  };
}

/** The signatures of the sections, described or not. */
function signaturesOf({ sections }: Summary): Set<TrackedSignature> {
  return new Set(
    sections.flatMap(({ groups, signatureCounts }) => [
      ...groups.flatMap(({ signatures }) => signatures),
      ...signatureCounts.keys(),
    ]),
  );
}

/** The OOPSes nearest to a period that has none, and the first and last of all, as far as the report may know of them. */
async function findElsewhere(
  { asOf, data }: ReportContext,
  period: Interval,
  reporters: readonly string[],
): Promise<TimesAround> {
  const around = await data.timesAround(period, reporters);
  if (asOf === null) return around;
  const { before: last } = await data.timesAround({ start: asOf, end: asOf }, reporters);
  const known = (at: number | null) => (at !== null && at < asOf ? at : null);
  return {
    first: known(around.first),
    before: asOf < period.start ? last : around.before,
    after: known(around.after),
    last,
  };
}

function spanOf(
  summary: Summary,
  suppressed: readonly number[],
): Pick<DayFindings, 'firstTime' | 'lastTime'> {
  let first = summary.firstTime ?? Number.POSITIVE_INFINITY;
  let last = summary.lastTime ?? Number.NEGATIVE_INFINITY;
  for (const time of suppressed) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return last < first ? { firstTime: null, lastTime: null } : { firstTime: first, lastTime: last };
}

/** A day has a step an hour. */
const MOST_STEPS = 48;

/** One count for every step of the period: those that are known, and OOPSes of these times. */
function countSteps(
  period: Interval,
  step: number,
  known: readonly number[],
  times: readonly number[] = [],
): number[] {
  const counts = Array.from({ length: Math.ceil(lengthOf(period) / step) }, (_, place) => known[place] ?? 0);
  for (const time of times) {
    const place = Math.floor((time - period.start) / step);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
