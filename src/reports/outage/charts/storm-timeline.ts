import type { OutageEvidence, Sighting, SystemEvidence } from '../../../analysis/evidence.js';
import type { OutageJudgement, SystemJudgement } from '../../../analysis/verdict.js';
import type { AttributionSettings } from '../../../config/config.js';
import type { Outage } from '../../../outages/outage.js';
import { endSoFar } from '../../../outages/window.js';
import { formatInstant } from '../../../time/instant.js';
import { covers, type Interval } from '../../../time/interval.js';
import type { StormTimeline, TimelineOfSystem } from '../outage-report.js';

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
  const late = new Map(evidence.systems.map((system) => [system.system, lateTimes(system)]));
  const span = {
    start: outage.start - LEAD,
    end: endOfPicture(outage, evidence, [...late.values()].flat(), settings),
  };
  const step = STEPS_SECONDS.find((seconds) => lengthIn(span, seconds) <= MOST_COUNTS) ?? 3600;
  const lines = systems.flatMap((judged) => {
    const own = evidence.systems.find(({ system }) => system === judged.system);
    return own ? [describeSystem(judged, own, late.get(judged.system) ?? [], span, step)] : [];
  });
  return {
    start: formatInstant(span.start),
    end: formatInstant(span.end),
    secondsPerCount: step,
    systems: lines.some(isHeard) ? lines : [],
  };
}

/** All that a system's counts hold, whatever its kind: expected, unexpected and late, each step for itself. */
export function addCounts({ expected, unexpected, late }: TimelineOfSystem): number[] {
  return expected.map((count, place) => count + (unexpected[place] ?? 0) + (late[place] ?? 0));
}

function describeSystem(
  { system, sightings }: SystemJudgement,
  { windows, observation }: SystemEvidence,
  late: readonly number[],
  span: Interval,
  step: number,
): TimelineOfSystem {
  const timesOf = (seen: readonly Sighting[]) => seen.map(({ time }) => time);
  const { expected, background, unexpected } = sightings;
  return {
    system,
    expected: countTimes([...timesOf(expected), ...timesOf(background)], span, step),
    unexpected: countTimes(timesOf(unexpected), span, step),
    late: countTimes(late, span, step),
    windows: windows.map(({ window: { phase, start, end } }) => ({
      phase,
      start: formatInstant(start),
      end: end === null ? null : formatInstant(end),
    })),
    observation: observation && {
      start: formatInstant(observation.interval.start),
      end: formatInstant(observation.interval.end),
    },
  };
}

function isHeard({ expected, unexpected, late }: TimelineOfSystem): boolean {
  return [...expected, ...unexpected, ...late].some((count) => count > 0);
}

function lateTimes({ afterwards, observation }: SystemEvidence): number[] {
  if (!observation) return [];
  return afterwards
    .filter(({ time, isOutageFailure }) => isOutageFailure && covers(observation.interval, time))
    .map(({ time }) => time);
}

/** A little after the grace, or after the last late failure, but not past what was observed. */
function endOfPicture(
  outage: Outage,
  { systems, observedUntil }: OutageEvidence,
  late: readonly number[],
  { clockTolerance, recoveryGrace, openWindowCap }: AttributionSettings,
): number {
  const lastEnd = endSoFar(outage, openWindowCap, observedUntil);
  const graceEnd = Math.max(lastEnd, outage.start) + clockTolerance + recoveryGrace;
  const watched = systems.reduce((end, { observation }) => Math.max(end, observation?.interval.end ?? 0), 0);
  const lastLate = late.reduce((last, time) => Math.max(last, time), 0);
  return Math.max(graceEnd, Math.min(watched, Math.max(graceEnd, lastLate) + TAIL));
}

function countTimes(times: readonly number[], span: Interval, step: number): number[] {
  const counts = new Array<number>(lengthIn(span, step)).fill(0);
  for (const time of times) {
    if (!covers(span, time)) continue;
    const place = Math.floor((time - span.start) / 1000 / step);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

function lengthIn({ start, end }: Interval, step: number): number {
  return Math.ceil((end - start) / 1000 / step);
}
