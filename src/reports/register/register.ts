import type { Verdict } from '../../analysis/verdict.js';

/**
 * All outages of a period and how they went, as plain data: `--format json` prints it as it is. Times are ISO 8601 UTC
 * with milliseconds, durations seconds, days and months those of UTC.
 */
export interface OutageRegister {
  readonly kind: 'outages';
  /** The period asked for: outages that began in it. */
  readonly from: string;
  readonly to: string;
  readonly observedUntil: string;
  /** The newest first. */
  readonly outages: readonly RegisteredOutage[];
  readonly total: Trend;
  /** The newest first; a month without an outage is left out. */
  readonly months: readonly (Trend & { readonly month: string })[];
  /** The days with downtime, the newest first. */
  readonly days: readonly {
    readonly date: string;
    readonly downtimeSeconds: number;
    readonly outages: number;
  }[];
  /** The systems that misbehaved, most often first; then by name. */
  readonly systems: readonly RegisteredSystem[];
}

export interface RegisteredOutage {
  readonly outage: string;
  readonly title: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly durationSeconds: number | null;
  readonly budgetSeconds: number;
  /** Null while the outage lasts. */
  readonly withinBudget: boolean | null;
  /** Null where no deployment log tells. */
  readonly overheadSeconds: number | null;
  readonly verdict: Verdict;
  readonly systemCount: number;
  readonly notAsExpected: readonly string[];
  /** OOPSes that belong to its windows. */
  readonly stormSize: number;
  /** Events that were thrown away: with any, `stormSize` is the least there was. */
  readonly discards: number;
  /** The longest recovery of its systems; null where none is known. */
  readonly worstLagSeconds: number | null;
  /** What the schedule does not allow, a sentence each. */
  readonly scheduleFaults: readonly string[];
}

/** What several outages amount to. A figure of no outage is null. */
export interface Trend {
  readonly outages: number;
  readonly medianSeconds: number | null;
  readonly worstSeconds: number | null;
  readonly medianOverheadSeconds: number | null;
  readonly medianLagSeconds: number | null;
  readonly worstLagSeconds: number | null;
  readonly downtimeSeconds: number;
  readonly overBudget: number;
  readonly asExpected: number;
  readonly notAsExpected: number;
  /** Of those that could be judged, between 0 and 1. */
  readonly shareAsExpected: number | null;
  readonly offSchedule: number;
}

export interface RegisteredSystem {
  readonly system: string;
  readonly notAsExpected: number;
  /** The outages that held it. */
  readonly outages: number;
}

/** Says what several outages amount to. */
export function summariseTrend(outages: readonly RegisteredOutage[]): Trend {
  const known = (figure: (outage: RegisteredOutage) => number | null) =>
    outages.flatMap((outage) => figure(outage) ?? []);
  const durations = known(({ durationSeconds }) => durationSeconds);
  const lags = known(({ worstLagSeconds }) => worstLagSeconds);
  const asExpected = outages.filter(({ verdict }) => verdict === 'as-expected').length;
  const notAsExpected = outages.filter(({ verdict }) => verdict === 'not-as-expected').length;
  const judged = asExpected + notAsExpected;
  return {
    outages: outages.length,
    medianSeconds: median(durations),
    worstSeconds: largest(durations),
    medianOverheadSeconds: median(known(({ overheadSeconds }) => overheadSeconds)),
    medianLagSeconds: median(lags),
    worstLagSeconds: largest(lags),
    downtimeSeconds: rounded(durations.reduce((sum, length) => sum + length, 0)),
    overBudget: outages.filter(({ withinBudget }) => withinBudget === false).length,
    asExpected,
    notAsExpected,
    shareAsExpected: judged > 0 ? Number((asExpected / judged).toFixed(4)) : null,
    offSchedule: outages.filter(({ scheduleFaults }) => scheduleFaults.length > 0).length,
  };
}

/**
 * The middle of some numbers, the mean of the two middle ones where their count is even; null of none.
 *
 * @example
 * median([10, 132, 14]); // 14
 */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : rounded((lower + upper) / 2);
}

function largest(numbers: readonly number[]): number | null {
  return numbers.length > 0 ? numbers.reduce((most, number) => Math.max(most, number)) : null;
}

/** Without the noise of binary fractions. */
function rounded(seconds: number): number {
  return Number(seconds.toFixed(6));
}
