import { type OutageWindow, PHASES, type Phase } from '../../src/outages/window.js';
import { covers, type Interval, totalLength, union } from '../../src/time/interval.js';
import type { Disposed, Dispositions } from './background.js';
import { dispersionOf } from './baseline.js';
import { poissonAtLeast, poissonAtMost } from './exact-tails.js';
import { type Frame, observedDuring, observedLength } from './frame.js';
import { countRequests } from './requests.js';
import { FAILURES, type Failure, type FailureOutcome } from './scenario.js';
import { duringInterval, endOf, isOrdinary, isWithin, type Sighting, windowsOf, within } from './world.js';

interface Judged {
  readonly verdict: Failure;
  readonly phase: Phase | null;
  readonly way: string;
}

/** The windows of one phase, and what was seen of the system in them. */
interface Scene {
  readonly frame: Frame;
  readonly phase: Phase;
  readonly windows: readonly OutageWindow[];
  readonly disposed: readonly Disposed[];
  readonly expected: readonly Sighting[];
  /** Those that count for a verdict. */
  readonly unexpected: readonly Sighting[];
  /** Of another outage, in the during-intervals of these windows. */
  readonly foreign: readonly Sighting[];
}

/** Whether a system failed as it should. */
export function judgeFailure(frame: Frame, { disposed }: Dispositions): FailureOutcome {
  const count = (disposition: string) => disposed.filter((one) => one.disposition === disposition).length;
  const judged = PHASES.flatMap((phase): Judged[] => {
    const windows = frame.windows.filter((window) => window.phase === phase && isJudged(frame, window));
    return windows.length === 0 ? [] : [judgePhase(sceneOf(frame, phase, windows, disposed))];
  });
  // "the worst verdict stands (order of the table in Verdicts)"; "`no-evidence` when nothing else is"
  const worst = judged.sort((a, b) => FAILURES.indexOf(a.verdict) - FAILURES.indexOf(b.verdict))[0] ?? {
    verdict: 'no-evidence',
    phase: null,
    way: 'not judged',
  };
  return {
    ...worst,
    expected: count('expected'),
    background: count('background'),
    unexpected: count('unexpected'),
  };
}

/** Ambiguity: one single shutdown window has to cover the downtime window, an open one as far as it was observed. */
// "a downtime that lies wholly within a shutdown of S, of this outage or another, is not judged"
function isJudged({ world, system }: Frame, window: OutageWindow): boolean {
  if (window.phase !== 'downtime') return true;
  const shutdowns = windowsOf(world, system).filter(({ phase }) => phase === 'shutdown');
  const end = endOf(window, world);
  const endSoFar = window.end === null ? Math.min(end, world.observedUntil) : end;
  return !shutdowns.some((shutdown) => shutdown.start <= window.start && endSoFar <= endOf(shutdown, world));
}

// "Each phase of S's windows is judged by its own rows on the OOPSes of its own windows"
function sceneOf(
  frame: Frame,
  phase: Phase,
  windows: readonly OutageWindow[],
  disposed: readonly Disposed[],
): Scene {
  const own = disposed.filter(({ window }) => windows.includes(window));
  const of = (disposition: string) => own.filter((one) => one.disposition === disposition);
  const unexpected = of('unexpected');
  const intervals = windows.map((window) => duringInterval(window, frame.world));
  return {
    frame,
    phase,
    windows,
    disposed: own,
    expected: of('expected').map(({ sighting }) => sighting),
    unexpected: areExcused(frame, unexpected) ? [] : unexpected.map(({ sighting }) => sighting),
    foreign: within(
      intervals,
      frame.foreign.map(({ sighting }) => sighting),
    ),
  };
}

// "unexpected OOPSes that are all of types that the baseline has not count for no verdict, where new types turn up
// anyway: with u types seen exactly once in it, u ≥ 1, and j such OOPSes, P(X ≥ j | Poisson(u·d/B)) ≥ α (d: of the
// windows that hold them)"
function areExcused(frame: Frame, unexpected: readonly Disposed[]): boolean {
  const { baseline, world } = frame;
  if (unexpected.length === 0 || !baseline.isEnough) return false;
  const times = new Map<string, number>();
  for (const { type } of typedInBaseline(frame)) times.set(type ?? '', (times.get(type ?? '') ?? 0) + 1);
  if (unexpected.some(({ sighting }) => times.has(sighting.type ?? ''))) return false;
  const once = [...times.values()].filter((count) => count === 1).length;
  if (once < 1) return false;
  const d = observedLength(frame, [...new Set(unexpected.map(({ window }) => window))]);
  return poissonAtLeast(unexpected.length, (once * d) / baseline.length) >= world.rules.verdict.alpha;
}

/** Ambiguity: the types of the baseline are those of its ordinary OOPSes, as the background test counts them. */
function typedInBaseline({ baseline }: Frame): Sighting[] {
  return baseline.sightings.filter(isOrdinary);
}

function judgePhase(scene: Scene): Judged {
  const { phase, frame } = scene;
  const judged =
    phase === 'shutdown' ? judgeShutdown(scene) : frame.isUnaffected ? judgeUnaffected(scene) : null;
  return withDiscards(scene, judged ?? (phase === 'downtime' ? judgeDowntime(scene) : judgePartial(scene)));
}

/**
 * Ambiguity: nothing seen is nothing that belongs to these windows, or to another's there; it holds for each phase, and
 * what was thrown away in A says nothing of it.
 */
// "with discards of S's reporters in the windows or A: nothing seen is `no-evidence`, never `did-not-fail`"
function withDiscards(scene: Scene, judged: Judged): Judged {
  if (!scene.frame.discards.in(observedDuring(scene.frame, scene.windows))) return judged;
  const nothingSeen = scene.disposed.length + scene.foreign.length === 0;
  return nothingSeen || judged.verdict === 'did-not-fail'
    ? { ...judged, verdict: 'no-evidence', way: 'discards' }
    : judged;
}

function judgeDowntime(scene: Scene): Judged {
  const { frame, phase } = scene;
  // "any unexpected"
  if (scene.unexpected.length > 0) return { verdict: 'failed-unexpectedly', phase, way: 'downtime' };
  // "else at least one expected"; of another outage: "outage failures as expected ones"
  if (scene.expected.length > 0) return { verdict: 'failed-as-expected', phase, way: 'own' };
  if (scene.foreign.some((sighting) => sighting.isOutageFailure)) {
    return { verdict: 'failed-as-expected', phase, way: 'another outage' };
  }
  if (wentOnAsUsual(scene)) return { verdict: 'did-not-fail', phase, way: 'as usual' };
  if (failedBefore(frame, scene.windows)) return { verdict: 'did-not-fail', phase, way: 'history' };
  return { verdict: 'no-evidence', phase, way: 'downtime' };
}

// "else at least 5 ordinary OOPSes, heard in the during-intervals, not fewer than usual (P(X ≤ k | Poisson(μ)) ≥ 0.01
// against the baseline, bins for φ as long as they)"
function wentOnAsUsual({ frame, windows }: Scene): boolean {
  const { baseline } = frame;
  const intervals = observedDuring(frame, windows);
  const k = within(intervals, frame.sightings).filter(isOrdinary).length;
  if (k < 5 || !baseline.isEnough) return false;
  const d = totalLength(intervals);
  const phi = dispersionOf(baseline, d, isOrdinary);
  const mean = (baseline.sightings.filter(isOrdinary).length * d) / baseline.length;
  // "a count that shows few is rounded up"
  return poissonAtMost(Math.ceil(k / phi), mean / phi) >= 0.01;
}

// "else earlier downtimes say that it fails: there are at least 10 earlier ones that held S, lasted at most half as long
// again and lie in the store in full, and each showed at least 5 requests of expected failures"
function failedBefore(frame: Frame, windows: readonly OutageWindow[]): boolean {
  const { world, system } = frame;
  const length = lengthOfDowntime(frame, windows);
  const earlier = windowsOf(world, system).filter(
    (window) =>
      window.phase === 'downtime' &&
      isEarlier(frame, window) &&
      endOf(window, world) - window.start <= 1.5 * length &&
      duringInterval(window, world).start >= world.storeBegins,
  );
  return earlier.length >= 10 && earlier.every((window) => requestsIn(frame, window) >= 5);
}

/** Ambiguity: earlier downtimes are downtime windows of other outages that ended before this one began. */
function isEarlier({ outage, start }: Frame, window: OutageWindow): boolean {
  return window.outage !== outage && window.end !== null && window.end <= start;
}

/** Ambiguity: a downtime is as long as it was observed so far. */
function lengthOfDowntime({ world }: Frame, windows: readonly OutageWindow[]): number {
  return totalLength(
    union(
      windows.map((window) => ({
        start: window.start,
        end: Math.min(endOf(window, world), world.observedUntil),
      })),
    ),
  );
}

/** Ambiguity: the expected failures that a downtime showed are those that belong to its window. */
function requestsIn({ foreign }: Frame, window: OutageWindow): number {
  const own = foreign.filter((one) => one.window === window && one.sighting.isOutageFailure);
  return countRequests(own.map(({ sighting }) => sighting));
}

// "in a partial window: any unexpected → failed-unexpectedly; else allowed"
function judgePartial({ phase, unexpected }: Scene): Judged {
  return unexpected.length > 0
    ? { verdict: 'failed-unexpectedly', phase, way: 'partial' }
    : { verdict: 'allowed', phase, way: 'partial' };
}

// "nothing during it but expected ones: stayed-silent; anything else during it, within [start+τ, end−τ): not-shut-down"
function judgeShutdown({ frame, phase, windows, disposed, foreign }: Scene): Judged {
  const { clockTolerance } = frame.world.rules.attribution;
  const inner = windows.map(
    (window): Interval => ({
      start: window.start + clockTolerance,
      end: window.end === null ? endOf(window, frame.world) : window.end - clockTolerance,
    }),
  );
  const own = disposed.filter(
    ({ disposition, relation, sighting, window }) =>
      disposition !== 'expected' &&
      relation === 'during' &&
      covers(inner[windows.indexOf(window)] ?? { start: 0, end: 0 }, sighting.time),
  );
  if (own.length > 0) return { verdict: 'not-shut-down', phase, way: 'own' };
  const others = foreign.filter((sighting) => isOrdinary(sighting) && isWithin(inner, sighting.time));
  if (others.length > 0) return { verdict: 'not-shut-down', phase, way: 'another outage' };
  return { verdict: 'stayed-silent', phase, way: disposed.length > 0 ? 'cut off' : 'nothing' };
}

// "no type above its baseline rate (the test for background), none new: unaffected; otherwise, with an insufficient
// baseline no-evidence: affected"
function judgeUnaffected({ frame, phase, unexpected }: Scene): Judged {
  if (unexpected.length === 0) return { verdict: 'unaffected', phase, way: 'unaffected' };
  return frame.baseline.isEnough
    ? { verdict: 'affected', phase, way: 'affected' }
    : { verdict: 'no-evidence', phase, way: 'unaffected, insufficient baseline' };
}
