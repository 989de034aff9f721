import type { Sighting, SystemEvidence } from '../../../../analysis/evidence.js';
import type { SystemJudgement } from '../../../../analysis/verdict.js';
import { formatInstant } from '../../../../time/instant.js';
import { covers, type Interval } from '../../../../time/interval.js';
import type { TimelineOfSystem } from '../../outage-report.js';

/** Time cut into steps of one length, in seconds; the last one may reach past the end. */
export interface Steps {
  readonly span: Interval;
  readonly seconds: number;
}

/** Cuts a span into the finest steps of some lengths, in seconds, that are not more than `most`; else into the last. */
export function cutSteps(span: Interval, lengths: readonly number[], most: number): Steps {
  const fine = lengths.find((seconds) => countSteps({ span, seconds }) <= most);
  return { span, seconds: fine ?? lengths.at(-1) ?? 1 };
}

/** Counts what a system wrote of an outage, by what it means. */
export function countSystem(
  { system, sightings }: SystemJudgement,
  evidence: SystemEvidence,
  steps: Steps,
): TimelineOfSystem {
  const { expected, background, unexpected } = sightings;
  const { windows, observation } = evidence;
  return {
    system,
    expected: countSightings([expected, background], steps),
    unexpected: countSightings([unexpected], steps),
    late: countTimes(lateTimes(evidence), steps),
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

/** All that a system's counts hold, whatever its kind: expected, unexpected and late, each step for itself. */
export function addCounts({ expected, unexpected, late }: TimelineOfSystem): number[] {
  return expected.map((count, place) => count + (unexpected[place] ?? 0) + (late[place] ?? 0));
}

export function isHeard(counts: readonly number[]): boolean {
  return counts.some((count) => count > 0);
}

/** Outage failures in the observation, which belong to no window. */
export function lateTimes({ afterwards, observation }: SystemEvidence): number[] {
  if (!observation) return [];
  return afterwards
    .filter(({ time, isOutageFailure }) => isOutageFailure && covers(observation.interval, time))
    .map(({ time }) => time);
}

/** How many of some times lie in each step; what lies outside of all is left out. */
export function countTimes(times: ArrayLike<number>, steps: Steps): number[] {
  const counts = new Array<number>(countSteps(steps)).fill(0);
  for (let at = 0; at < times.length; at++) countTime(times[at] as number, steps, counts);
  return counts;
}

/** The same of when OOPSes were seen. */
function countSightings(lists: readonly (readonly Sighting[])[], steps: Steps): number[] {
  const counts = new Array<number>(countSteps(steps)).fill(0);
  for (const seen of lists) {
    for (const { time } of seen) countTime(time, steps, counts);
  }
  return counts;
}

function countTime(time: number, { span, seconds }: Steps, counts: number[]): void {
  if (!covers(span, time)) return;
  const place = Math.floor((time - span.start) / 1000 / seconds);
  counts[place] = (counts[place] ?? 0) + 1;
}

function countSteps({ span: { start, end }, seconds }: Steps): number {
  return Math.ceil((end - start) / 1000 / seconds);
}
