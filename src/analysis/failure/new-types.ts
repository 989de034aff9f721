import type { OutageWindow } from '../../outages/window.js';
import { totalLength } from '../../time/interval.js';
import { countOrdinary } from '../disposition.js';
import type { Sighting } from '../evidence.js';
import { duringOf } from '../phases.js';
import { poissonUpperTail } from '../statistics/statistics.js';
import { isSufficient } from '../stretches.js';
import type { NewTypes } from './failure-words.js';
import type { PhaseEvidence } from './phase-evidence.js';

/** Null where some of the OOPSes are of a type that the baseline has, or where it can tell nothing. */
export function explainNewTypes(
  { system, observedUntil, settings }: PhaseEvidence,
  unexpected: readonly (Sighting & { readonly window: OutageWindow })[],
): NewTypes | null {
  const { intervals, counts } = system.baseline;
  if (!isSufficient(intervals)) return null;
  if (unexpected.some(({ type }) => countOrdinary(system, type) > 0)) return null;
  const byType = new Map<string | null, number>();
  for (const { type, count, isOutageFailure } of counts) {
    if (!isOutageFailure) byType.set(type, (byType.get(type) ?? 0) + count);
  }
  const seenOnce = [...byType.values()].filter((count) => count === 1).length;
  if (seenOnce === 0) return null;
  const windows = [...new Set(unexpected.map(({ window }) => window))];
  const duringMs = totalLength(duringOf(windows, observedUntil, settings.attribution));
  const pValue = poissonUpperTail(unexpected.length, (seenOnce * duringMs) / totalLength(intervals));
  return { seenOnce, pValue, explained: pValue >= settings.verdict.alpha };
}
