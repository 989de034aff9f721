import { windowReach } from '../../analysis/window-scope.js';
import { ALL_SYSTEMS } from '../../outages/window.js';
import type { TrackedSignature } from '../../store/sighted-oops.js';
import { type Interval, lengthOf, subtract, totalLength } from '../../time/interval.js';
import { millisecondsInDay, millisecondsInWeek } from '../../time/lengths.js';
import { dateAt, dayOf, shiftDays } from '../../time/zone.js';
import type { ReportContext } from '../report-context.js';

const WEEKS = 4;

/** How often each signature was seen in some stretches of normal service, and how long those are together. */
export interface SignatureCounts {
  readonly bySignature: ReadonlyMap<TrackedSignature, number>;
  readonly ms: number;
}

/** The same of one stretch of time. */
export interface ComparedCounts extends SignatureCounts {
  readonly interval: Interval;
}

/** What a period is compared with. */
export interface UsualCounts {
  /** The same hours of the same weekdays, four weeks back; nothing for a period longer than a week. */
  readonly sameWeekdays: SignatureCounts;
  /** The last of those alone; null for a period of a week or more. */
  readonly weekBefore: ComparedCounts | null;
  /** The period of the same length just before; of one that has not been read in full yet, the same hours. */
  readonly before: ComparedCounts;
}

/** What is to be compared. */
export interface UsualQuestion {
  readonly period: Interval;
  /** The moment until which the period has been read. */
  readonly readUntil: number;
  /** The zone of its days: the same hours are those that its clocks show. */
  readonly timezone: string;
  readonly isSelected: (system: string) => boolean;
}

/**
 * Counts what a period is compared with. Left out is whatever a window reaches that holds one of the systems, and what
 * lies before the first OOPS of the store or was pruned.
 */
export async function gatherUsual(
  context: ReportContext,
  { period, readUntil, timezone, isSelected }: UsualQuestion,
): Promise<UsualCounts> {
  const { config, data, firstOopsAt, prunedSpans, reporters, systemOf, windows } = context;
  const reaches = windows
    .filter(({ systems }) => systems.some((name) => name === ALL_SYSTEMS || isSelected(name)))
    .map((window) => windowReach(window, config.attribution));
  const holes = [...reaches, ...prunedSpans];
  const selected = reporters.map(({ name }) => name).filter((name) => isSelected(systemOf(name)));
  const read = { start: period.start, end: Math.min(period.end, readUntil) };

  async function count(intervals: readonly Interval[]): Promise<SignatureCounts> {
    const start = firstOopsAt ?? Number.POSITIVE_INFINITY;
    const normal = intervals.flatMap((interval) =>
      subtract({ start: Math.max(interval.start, start), end: interval.end }, holes),
    );
    return { bySignature: await data.countSignatures(normal, selected), ms: totalLength(normal) };
  }
  const weeksBack = (weeks: number) => shift(read, (at) => shiftDays(at, -7 * weeks, timezone));

  const justBefore = shift(read, stepBack(period, timezone));
  const before = { interval: justBefore, ...(await count([justBefore])) };
  if (lengthOf(period) > millisecondsInWeek) return { before, weekBefore: null, sameWeekdays: NOTHING };
  const lastWeek = await count([weeksBack(1)]);
  const others = await count(Array.from({ length: WEEKS - 1 }, (_, index) => weeksBack(index + 2)));
  return {
    before,
    weekBefore: lengthOf(period) === millisecondsInWeek ? null : { interval: weeksBack(1), ...lastWeek },
    sameWeekdays: add(lastWeek, others),
  };
}

const NOTHING: SignatureCounts = { bySignature: new Map(), ms: 0 };

/** How a period is moved to the one just before it: by whole days of the calendar where it is made of them. */
function stepBack(period: Interval, zone: string): (at: number) => number {
  const isMidnight = (at: number) => dayOf(dateAt(at, zone), zone).start === at;
  if (!isMidnight(period.start) || !isMidnight(period.end)) return (at) => at - lengthOf(period);
  const days = Math.round(lengthOf(period) / millisecondsInDay);
  return (at) => shiftDays(at, -days, zone);
}

function shift({ start, end }: Interval, by: (at: number) => number): Interval {
  return { start: by(start), end: by(end) };
}

function add(a: SignatureCounts, b: SignatureCounts): SignatureCounts {
  const bySignature = new Map(a.bySignature);
  for (const [signature, count] of b.bySignature)
    bySignature.set(signature, (bySignature.get(signature) ?? 0) + count);
  return { bySignature, ms: a.ms + b.ms };
}
