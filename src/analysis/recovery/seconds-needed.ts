import { lengthOf } from '../../time/interval.js';
import { type RecoveryFigures, type RecoverySettings, wereDiscarded } from './recovery-figures.js';

/**
 * How many more seconds a system must be watched before its recovery can be judged, at the rates seen: the minimum
 * observation at least, and until either the outage's own failures would have shown themselves, or silence would be
 * significant against the usual rate. Counted from what has been read, which may lie before the observation begins.
 * Null when watching longer cannot help: the next window comes too soon, all has been watched, or no rate is known.
 */
export function secondsNeeded(figures: RecoveryFigures, settings: RecoverySettings): number | null {
  const { observation, followUp, observedMs, unreadMs } = figures;
  const { minimumObservation } = settings.verdict;
  if (!observation || lengthOf(observation.wanted) < minimumObservation) return null;
  const watchedMs = followUp?.ms ?? observedMs;
  const answerMs = Math.max(minimumObservation, answerLength(figures, settings));
  const targetMs = answerMs > watchedMs && canBeWatched(figures, answerMs) ? answerMs : minimumObservation;
  return targetMs > watchedMs ? Math.ceil((unreadMs + targetMs - watchedMs) / 1000) : null;
}

/** The shortest stretch after the outage that could give an answer, in milliseconds; infinite where none could. */
function answerLength(figures: RecoveryFigures, { verdict }: RecoverySettings): number {
  const { failedRequests, duringMs, late, observation, baseline } = figures;
  const absenceMs =
    failedRequests > 0 && !late && !wereDiscarded(figures)
      ? duringMs * (verdict.alpha ** (-1 / failedRequests) - 1)
      : Number.POSITIVE_INFINITY;
  const canDecide = observation !== null && absenceMs <= lengthOf(observation.wanted);
  const silenceMs =
    baseline && baseline.count > 0 && couldBeSilent(figures)
      ? (-Math.log(verdict.alpha) * baseline.dispersion * baseline.ms) / baseline.count
      : Number.POSITIVE_INFINITY;
  return Math.min(canDecide ? absenceMs : Number.POSITIVE_INFINITY, silenceMs);
}

/** Whether nothing was heard so far, nor thrown away. */
function couldBeSilent(figures: RecoveryFigures): boolean {
  const heard = Math.max(figures.observed.length, figures.followUp?.count ?? 0);
  return heard === 0 && !wereDiscarded(figures, 'follow-up');
}

/** Whether so much of the follow-up will come to be read before the next window. */
function canBeWatched({ followUp }: RecoveryFigures, ms: number): boolean {
  return followUp !== null && ms <= lengthOf(followUp.wanted);
}
