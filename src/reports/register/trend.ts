import type { RegisteredOutage, Trend } from './outage-register.js';

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
