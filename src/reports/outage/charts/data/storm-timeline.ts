import type { OutageEvidence } from '../../../../analysis/evidence.js';
import type { OutageJudgement } from '../../../../analysis/verdict.js';
import type { AttributionSettings } from '../../../../config/config.js';
import type { Outage } from '../../../../outages/outage.js';
import { endSoFar } from '../../../../outages/window.js';
import { formatInstant } from '../../../../time/instant.js';
import type { StormTimeline } from '../../outage-report.js';
import { addCounts, countSystem, cutSteps, isHeard, lateTimes } from './count-system.js';

/** How much is shown before the outage, and at least after the grace, in milliseconds. */
const LEAD = 10_000;
const TAIL = 20_000;
/** A picture of more counts than this says no more. */
const MOST_COUNTS = 720;
const STEPS_SECONDS = [1, 2, 5, 10, 30, 60, 300, 600, 3600];

/**
 * Counts what belongs to an outage's windows, second by second, for every system that they hold, and the outage failures
 * that came after the grace. Without systems when none was heard: there is nothing to draw.
 */
export function buildTimeline(
  outage: Outage,
  evidence: OutageEvidence,
  { systems }: OutageJudgement,
  settings: AttributionSettings,
): StormTimeline {
  const span = { start: outage.start - LEAD, end: endOfPicture(outage, evidence, settings) };
  const steps = cutSteps(span, STEPS_SECONDS, MOST_COUNTS);
  const lines = systems.flatMap((judged) => {
    const own = evidence.systems.find(({ system }) => system === judged.system);
    return own ? [countSystem(judged, own, steps)] : [];
  });
  return {
    start: formatInstant(span.start),
    end: formatInstant(span.end),
    secondsPerCount: steps.seconds,
    systems: lines.some((line) => isHeard(addCounts(line))) ? lines : [],
  };
}

/** A little after the grace, or after the last late failure, but not past what was observed. */
function endOfPicture(
  outage: Outage,
  { systems, observedUntil }: OutageEvidence,
  { clockTolerance, recoveryGrace, openWindowCap }: AttributionSettings,
): number {
  const lastEnd = endSoFar(outage, openWindowCap, observedUntil);
  const graceEnd = Math.max(lastEnd, outage.start) + clockTolerance + recoveryGrace;
  const watched = systems.reduce((end, { observation }) => Math.max(end, observation?.interval.end ?? 0), 0);
  const lastLate = systems.flatMap(lateTimes).reduce((last, time) => Math.max(last, time), 0);
  return Math.max(graceEnd, Math.min(watched, Math.max(graceEnd, lastLate) + TAIL));
}
