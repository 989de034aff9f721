import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import { covers, lengthOf, totalLength, union } from '../time/interval.js';
import type { DisposedSighting } from './disposition.js';
import {
  type BaselineCount,
  isSufficient,
  type Observation,
  type Sighting,
  type SystemEvidence,
} from './evidence.js';
import { duringInterval } from './window-scope.js';

/** With r·|A| at or above it, seeing no failure would be a 1-in-1000 chance had the outage gone on (e^−6.9). */
export const DECISIVE_MEAN = 6.9;

/** What the recovery check counts of one system. */
export interface RecoveryFigures {
  /** Latest end of the outage's windows that hold the system; null while one is open. */
  readonly end: number | null;
  readonly observation: Observation | null;
  /** Length of the observation A, in milliseconds; 0 while a window is open. */
  readonly observedMs: number;
  /** What is still to be read before A begins, in milliseconds; 0 once it has begun. */
  readonly unreadMs: number;
  /** Every OOPS in A. */
  readonly observed: readonly Sighting[];
  /** Those in A that are outage failures. */
  readonly late: readonly Sighting[];
  /** Those in A that are not. */
  readonly others: readonly Sighting[];
  /** Null when it is shorter than an hour. */
  readonly baseline: BaselineFigures | null;
  /** Expected failures a millisecond while the windows lasted. */
  readonly failureRate: number;
  /** From the end to the last outage failure at or after it; null when there was none. */
  readonly lagSeconds: number | null;
  readonly firstHeardAgain: number | null;
}

/** What the baseline holds, by kind. */
export interface BaselineFigures {
  readonly lengthMs: number;
  readonly any: number;
  readonly outageFailures: number;
  readonly others: number;
  readonly counts: readonly BaselineCount[];
}

/** Counts what the recovery check needs. */
export function measureRecovery(
  system: SystemEvidence,
  disposed: readonly DisposedSighting[],
  observedUntil: number,
  settings: { readonly attribution: AttributionSettings; readonly verdict: VerdictSettings },
): RecoveryFigures {
  const { end, observation } = system;
  const interval = observation?.interval ?? null;
  const observed = interval ? system.afterwards.filter(({ time }) => covers(interval, time)) : [];
  const lastFailure = system.afterwards.findLast(
    ({ time, isOutageFailure }) => isOutageFailure && interval !== null && time < interval.end,
  );
  return {
    end,
    observation,
    observedMs: interval ? lengthOf(interval) : 0,
    unreadMs: interval ? Math.max(0, interval.start - observedUntil) : 0,
    observed,
    late: observed.filter(({ isOutageFailure }) => isOutageFailure),
    others: observed.filter(({ isOutageFailure }) => !isOutageFailure),
    baseline: isSufficient(system.baseline) ? measureBaseline(system) : null,
    failureRate: expectedFailureRate(system, disposed, settings.attribution),
    lagSeconds: lastFailure && end !== null ? (lastFailure.time - end) / 1000 : null,
    firstHeardAgain: system.afterwards[0]?.time ?? null,
  };
}

function measureBaseline({ baseline, baselineCounts }: SystemEvidence): BaselineFigures {
  let any = 0;
  let outageFailures = 0;
  for (const { count, isOutageFailure } of baselineCounts) {
    any += count;
    if (isOutageFailure) outageFailures += count;
  }
  return {
    lengthMs: totalLength(baseline),
    any,
    outageFailures,
    others: any - outageFailures,
    counts: baselineCounts,
  };
}

function expectedFailureRate(
  system: SystemEvidence,
  disposed: readonly DisposedSighting[],
  settings: AttributionSettings,
): number {
  const length = totalLength(union(system.windows.map(({ window }) => duringInterval(window, settings))));
  const expected = disposed.filter(
    ({ disposition, sighting }) => disposition === 'expected' && sighting.relation === 'during',
  );
  return length > 0 ? expected.length / length : 0;
}

/**
 * How many more seconds a system must be watched before its recovery can be judged, at the rates seen: the minimum
 * observation at least, and until either the outage's own failure rate would have shown itself, or silence would be
 * significant against the usual rate. Counted from what has been read, which may lie before the observation begins.
 * Null when watching longer cannot help: the next window comes too soon, the whole observation has been watched, or no
 * rate is known.
 */
export function secondsNeeded(
  { observation, observedMs, unreadMs, failureRate, baseline }: RecoveryFigures,
  settings: { readonly verdict: VerdictSettings },
): number | null {
  if (observation?.cutBy !== 'observed-until') return null;
  const { minimumObservation, alpha } = settings.verdict;
  const usualRate = baseline ? baseline.any / baseline.lengthMs : 0;
  const whole = lengthOf(observation.wanted);
  if (whole < minimumObservation) return null;
  const answers = [
    failureRate > 0 ? DECISIVE_MEAN / failureRate : Number.POSITIVE_INFINITY,
    usualRate > 0 ? -Math.log(alpha) / usualRate : Number.POSITIVE_INFINITY,
  ];
  const answerMs = Math.max(minimumObservation, Math.min(...answers));
  const targetMs = answerMs <= whole && answerMs > observedMs ? answerMs : minimumObservation;
  return targetMs > observedMs ? Math.ceil((unreadMs + targetMs - observedMs) / 1000) : null;
}
