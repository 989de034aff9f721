import type { VerdictSettings } from '../config/config.js';
import { lengthOf } from '../time/interval.js';
import { DECISIVE_MEAN, type RecoveryFigures } from './recovery-figures.js';

/**
 * How many more seconds a system must be watched before its recovery can be judged, at the rates seen: at least the
 * minimum observation, and until either the outage's own failure rate would have shown itself, or silence would be
 * significant against the usual rate. Null when watching longer cannot help: the next window has begun, the whole
 * observation has been watched, or no rate is known.
 */
export function secondsNeeded(
  { observation, observedMs, failureRate, baseline }: RecoveryFigures,
  settings: { readonly verdict: VerdictSettings },
): number | null {
  if (observation?.cutBy !== 'observed-until') return null;
  const { minimumObservation, alpha } = settings.verdict;
  const usualRate = baseline ? baseline.any / baseline.lengthMs : 0;
  const answers = [
    failureRate > 0 ? DECISIVE_MEAN / failureRate : Number.POSITIVE_INFINITY,
    usualRate > 0 ? -Math.log(alpha) / usualRate : Number.POSITIVE_INFINITY,
  ];
  const answerMs = Math.max(minimumObservation, Math.min(...answers));
  const whole = lengthOf(observation.wanted);
  if (answerMs <= whole && answerMs > observedMs) return Math.ceil((answerMs - observedMs) / 1000);
  const stillTooEarly = observedMs < minimumObservation;
  return stillTooEarly ? Math.ceil((minimumObservation - observedMs) / 1000) : null;
}
