import { memoize } from '../../memoize.js';
import type { Interval } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';
import { iterateClaims } from './claims.js';

/** How many OOPSes a period has: those of the normal report, and those that it leaves out. */
export interface DayCounts {
  readonly reported: number;
  readonly suppressed: number;
}

/**
 * Counts the OOPSes of a period as its normal report does, and nothing more: what they mean for their outages is not asked, which
 * takes most of the time.
 *
 * @param systems whose, without regard to case; null: all
 */
export async function countDay(
  context: ReportContext,
  period: Interval,
  systems: readonly string[] | null,
): Promise<DayCounts> {
  const { asOf, data, reporters, systemOf } = context;
  const isSelected = createSelection(systems);
  const readable = asOf === null ? period : { start: period.start, end: Math.min(period.end, asOf) };
  if (readable.end <= readable.start) return { reported: 0, suppressed: 0 };
  const suppressed = await findSuppressed(context, readable, isSelected);
  const selected = reporters.map(({ name }) => name).filter((name) => isSelected(systemOf(name)));
  const { reported } = await data.summarise({
    interval: readable,
    reporters: selected,
    leftOut: suppressed,
    sections: [{ ...ALL_IN_ONE, holds: await data.countClasses(readable, selected) }],
    step: readable.end - readable.start,
    topDurations: 0,
    topStatementCounts: 0,
  });
  return { reported, suppressed: suppressed.length };
}

/** The marks of what is left out. */
async function findSuppressed(
  context: ReportContext,
  period: Interval,
  isSelected: (system: string) => boolean,
): Promise<number[]> {
  const marks: number[] = [];
  for await (const part of iterateClaims(context, period, isSelected)) {
    for (const { oops, isNeverSuppressed } of part) if (!isNeverSuppressed) marks.push(oops.mark);
  }
  return marks;
}

/** A section for whatever there is, of which no group is described. */
const ALL_IN_ONE = {
  id: 'exceptions',
  groupedBy: 'signature',
  localReferrersOnly: false,
  cut: 0,
  countsTopics: false,
} as const;

/** Whether a system is to be counted. */
export function createSelection(systems: readonly string[] | null): (system: string) => boolean {
  if (systems === null) return () => true;
  const selected = new Set(systems.map((name) => name.toUpperCase()));
  return memoize((system: string) => selected.has(system.toUpperCase()));
}
