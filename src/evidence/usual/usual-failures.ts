import { baselineIntervals } from '../../analysis/stretches.js';
import { compareText } from '../../text/compare-text.js';
import type { Interval } from '../../time/interval.js';
import { knownSince } from '../known-time.js';
import type { ReportContext } from '../report-context.js';
import { lookAtFailures } from '../storms.js';

/** How a system usually fails: the baseline of an outage that would begin at some moment. */
export interface UsualFailures {
  /** The day before without what windows and storms reach, and without what lies before the first OOPS of all. */
  readonly intervals: readonly Interval[];
  /** The most frequent first, then by type; outage failures apart from the others of a type. */
  readonly types: readonly UsualType[];
}

/** How often an exception type was seen in the baseline. */
export interface UsualType {
  readonly type: string | null;
  readonly isOutageFailure: boolean;
  readonly count: number;
}

/** Gathers the baseline that the checks of a system would have in an outage that begins at a moment. */
export async function gatherUsualFailures(
  context: ReportContext,
  system: string,
  moment: number,
): Promise<UsualFailures> {
  const { config, data, failures, scopes, systemOf } = context;
  const end = moment - config.attribution.clockTolerance;
  const isSelected = (name: string) => name === system;
  const day = { start: end - config.verdict.baseline, end };
  const { storms = [] } = (await lookAtFailures(context, day, isSelected)).get(system) ?? {};
  const intervals = baselineIntervals(
    moment,
    scopes.holding(system),
    storms,
    knownSince(context, moment),
    config,
  );
  const { rows } = await data.placeExceptions(intervals, ({ reporter }) => systemOf(reporter) === system);
  const types = new Map<string, { type: string | null; isOutageFailure: boolean; count: number }>();
  for (const { exception, begin, end: behind } of rows) {
    const isOutageFailure = failures.isOutageFailure(system, exception);
    const key = JSON.stringify([exception.type, isOutageFailure]);
    const known = types.get(key) ?? { type: exception.type, isOutageFailure, count: 0 };
    known.count += behind - begin;
    types.set(key, known);
  }
  return { intervals, types: [...types.values()].filter(({ count }) => count > 0).sort(compareTypes) };
}

function compareTypes(a: UsualType, b: UsualType): number {
  return (
    b.count - a.count ||
    compareText(a.type ?? '', b.type ?? '') ||
    Number(a.isOutageFailure) - Number(b.isOutageFailure)
  );
}
