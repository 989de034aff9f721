import { type Interval, subtract, totalLength } from '../../src/time/interval.js';
import { poissonAtLeast } from './exact-tails.js';
import { countRequests } from './requests.js';
import { DAY, HOUR, reachOf, SECOND, type Sighting, type World, windowsOf, within } from './world.js';

/** Outage failures of one system that follow one another closely. */
export interface Storm {
  readonly system: string;
  readonly sightings: readonly Sighting[];
  /** The first one. */
  readonly start: number;
  /** The last one. */
  readonly end: number;
}

const knownStorms = new WeakMap<World, Map<string, Storm[]>>();

/** The storms of a system, by time; looked for once. */
export function stormsOf(world: World, system: string): Storm[] {
  const known = knownStorms.get(world) ?? new Map<string, Storm[]>();
  const storms = known.get(system) ?? findStorms(world, system);
  knownStorms.set(world, known.set(system, storms));
  return storms;
}

/** Ambiguity: a storm is whole, also past observedUntil, as far as the store has it. */
function findStorms(world: World, system: string): Storm[] {
  const failures = world.all.filter(
    (sighting) => sighting.system === system && sighting.isOutageFailure && !sighting.timeIsInexact,
  );
  const candidates = candidatesAmong(failures, system);
  return candidates.filter((candidate) => isStorm(world, candidate, candidates, failures));
}

// "for each system, at least 5 outage failures with gaps ≤ 15 s are a candidate"
function candidatesAmong(failures: readonly Sighting[], system: string): Storm[] {
  const runs: Sighting[][] = [];
  for (const failure of failures) {
    const run = runs.at(-1);
    if (run && failure.time - (run.at(-1)?.time ?? 0) <= 15 * SECOND) run.push(failure);
    else runs.push([failure]);
  }
  return runs
    .filter((run) => run.length >= 5)
    .map((run) => ({ system, sightings: run, start: run[0]?.time ?? 0, end: run.at(-1)?.time ?? 0 }));
}

// "it is a storm when the system's rate of outage failures outside all candidates of the 24 h before does not explain
// it (Poisson, α, windows left out as in the baseline); with less than 1 h to tell by, it is one."
function isStorm(
  world: World,
  candidate: Storm,
  candidates: readonly Storm[],
  failures: readonly Sighting[],
): boolean {
  const before = subtract({ start: candidate.start - DAY, end: candidate.start }, [
    ...windowsOf(world, candidate.system).map((window) => reachOf(window, world)),
    ...candidates.map(timeOfCandidate),
    { start: Number.NEGATIVE_INFINITY, end: world.storeBegins },
  ]);
  const length = totalLength(before);
  if (length < HOUR) return true;
  const mean = (within(before, failures).length * (candidate.end - candidate.start)) / length;
  return poissonAtLeast(candidate.sightings.length, mean) < world.rules.verdict.alpha;
}

/** Ambiguity: what the candidates last is no time in which a rate is told. */
function timeOfCandidate({ start, end }: Storm): Interval {
  return { start, end: end + 1 };
}

/** The times in which a system shows nothing of how it usually is. */
function unusualTimes(world: World, system: string, around: Interval): Interval[] {
  return [
    // "less every stretch in which any window (with its τ and γ) holds S"
    ...windowsOf(world, system).map((window) => reachOf(window, world)),
    ...greatStorms(world, system, around),
    // "and less what lies before the first OOPS of the whole store, of those with an exact time"
    { start: Number.NEGATIVE_INFINITY, end: world.storeBegins },
  ];
}

/** Ambiguity: only storms that reach into a time are taken out of it, not what lies within γ of one beyond its edges. */
// "less every storm of S of at least 5 requests (± γ), recorded or not"
export function greatStorms(world: World, system: string, around: Interval): Interval[] {
  const { recoveryGrace } = world.rules.attribution;
  return stormsOf(world, system)
    .filter(({ sightings }) => countRequests(sightings) >= 5)
    .filter(({ start, end }) => start < around.end && end >= around.start)
    .map(({ start, end }) => ({ start: start - recoveryGrace, end: end + recoveryGrace + 1 }));
}

/** Stretches of time that tell how a system usually is, and what was seen of it in them. */
export interface Usual {
  readonly stretches: readonly Interval[];
  /** In milliseconds. */
  readonly length: number;
  readonly sightings: readonly Sighting[];
  /** It is long enough to tell by. */
  readonly isEnough: boolean;
}

/**
 * How a system was in the time before a moment.
 *
 * Ambiguity: nothing cuts it at observedUntil, so that all counts that the store has.
 */
export function usualBefore(world: World, system: string, until: number, length: number): Usual {
  const day = { start: until - world.rules.verdict.baseline, end: until };
  const stretches = subtract({ start: until - length, end: until }, unusualTimes(world, system, day));
  const remains = totalLength(stretches);
  return {
    stretches,
    length: remains,
    sightings: within(
      stretches,
      world.all.filter((sighting) => sighting.system === system && !sighting.timeIsInexact),
    ),
    // "under 1 h it is insufficient" and "usable when 1 h remains"
    isEnough: remains >= HOUR,
  };
}

// "Bins of one length are laid back from the end of each stretch of the baseline; φ = Σ(x−x′)² over neighbouring bins
// of a stretch, over twice their number of pairs, over the mean of a bin; 1 when below 2 or with fewer than 8 pairs."
export function dispersionOf(
  usual: Usual,
  binLength: number,
  counts: (sighting: Sighting) => boolean,
): number {
  if (binLength <= 0) return 1;
  const counted = usual.sightings.filter(counts);
  const bins = usual.stretches.map((stretch) => binsOf(stretch, binLength, counted));
  const all = bins.flat();
  const pairs = bins.flatMap((row) => row.slice(1).map((x, index) => x - (row[index] ?? 0)));
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  if (pairs.length < 8 || mean === 0) return 1;
  const dispersion = pairs.reduce((sum, step) => sum + step * step, 0) / (2 * pairs.length) / mean;
  return dispersion < 2 ? 1 : dispersion;
}

/** Ambiguity: only whole bins are laid; what is left at the beginning of a stretch is in none. */
function binsOf(stretch: Interval, binLength: number, counted: readonly Sighting[]): number[] {
  const bins = new Array<number>(Math.floor((stretch.end - stretch.start) / binLength)).fill(0);
  for (const { time } of within([stretch], counted)) {
    const bin = Math.ceil((stretch.end - time) / binLength) - 1;
    if (bin < bins.length) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
