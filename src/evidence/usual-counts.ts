import { windowReach } from '../analysis/window-scope.js';
import { ALL_SYSTEMS } from '../outages/window.js';
import type { TrackedSignature } from '../store/sighted-oops.js';
import { type Interval, lengthOf, subtract, totalLength } from '../time/interval.js';
import { millisecondsInWeek } from '../time/lengths.js';
import type { ReportContext } from './report-context.js';

const WEEK = millisecondsInWeek;
const WEEKS = 4;

/** How often each signature was seen in some stretches of normal service, and how long those are together. */
export interface SignatureCounts {
  readonly bySignature: ReadonlyMap<TrackedSignature, number>;
  readonly ms: number;
}

/** What a period is compared with. */
export interface UsualCounts {
  /** The same hours of the same weekdays, four weeks back; nothing for a period longer than a week. */
  readonly sameWeekdays: SignatureCounts;
  /** The period of the same length just before. */
  readonly before: SignatureCounts;
}

/**
 * Counts what a period is compared with. Left out is whatever a window reaches that holds one of the systems, and what
 * lies before the first OOPS of the store.
 *
 * @param period only as far as it has been read
 */
export async function gatherUsual(
  context: ReportContext,
  period: Interval,
  isSelected: (system: string) => boolean,
): Promise<UsualCounts> {
  const { config, data, firstOopsAt, reporters, systemOf, windows } = context;
  const holes = windows
    .filter(({ systems }) => systems.some((name) => name === ALL_SYSTEMS || isSelected(name)))
    .map((window) => windowReach(window, config.attribution));
  const selected = reporters.map(({ name }) => name).filter((name) => isSelected(systemOf(name)));

  async function count(intervals: readonly Interval[]): Promise<SignatureCounts> {
    const start = firstOopsAt ?? Number.POSITIVE_INFINITY;
    const normal = intervals.flatMap((interval) =>
      subtract({ start: Math.max(interval.start, start), end: interval.end }, holes),
    );
    return { bySignature: await data.countSignatures(normal, selected), ms: totalLength(normal) };
  }

  const weeksBack = lengthOf(period) > WEEK ? [] : Array.from({ length: WEEKS }, (_, index) => index + 1);
  return {
    sameWeekdays: await count(weeksBack.map((weeks) => shift(period, -weeks * WEEK))),
    before: await count([shift(period, -lengthOf(period))]),
  };
}

function shift({ start, end }: Interval, by: number): Interval {
  return { start: start + by, end: end + by };
}
