import type { VerdictSettings } from '../config/config.js';
import { lengthOf } from '../time/interval.js';
import { DECISIVE_MEAN, type RecoveryFigures } from './recovery-figures.js';

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
