import { totalLength } from '../../src/time/interval.js';
import type { Attributed } from './attribution.js';
import { dispersionOf } from './baseline.js';
import { adjustTogether, poissonAtLeast } from './exact-tails.js';
import { type Frame, observedDuring } from './frame.js';
import type { WorthALook } from './scenario.js';
import { isOrdinary } from './world.js';

export type Disposition = 'expected' | 'background' | 'unexpected';

export interface Disposed extends Attributed {
  readonly disposition: Disposition;
}

/** What the OOPSes of one system in one outage are. */
export interface Dispositions {
  readonly disposed: readonly Disposed[];
  readonly worthALook: readonly WorthALook[];
}

/** The background test of one exception type of one system in one window. */
interface BackgroundTest {
  readonly key: string;
  readonly frame: Frame;
  readonly type: string | null;
  readonly count: number;
  readonly pValue: number;
}

/** What the OOPSes of an outage are, system by system in the order of the frames. */
export function disposeOutage(frames: readonly Frame[]): Dispositions[] {
  const tests = frames.flatMap(testsOf);
  const alpha = frames[0]?.world.rules.verdict.alpha ?? 0;
  // "Tests of one kind (…, or the background test) in one outage are adjusted together"
  const adjusted = adjustTogether(tests.map(({ pValue }) => pValue));
  const explained = new Set(
    tests.filter((_, index) => (adjusted[index] ?? 1) >= alpha).map(({ key }) => key),
  );
  return frames.map((frame) => ({
    disposed: frame.attributed.map((one) => ({ ...one, disposition: dispositionOf(frame, one, explained) })),
    worthALook: tests
      .filter((test) => test.frame === frame && test.pValue < alpha && explained.has(test.key))
      .map(({ type, count, pValue }) => ({ test: 'background', type, count, pValue })),
  }));
}

function dispositionOf(frame: Frame, one: Attributed, explained: ReadonlySet<string>): Disposition {
  if (isExpected(frame, one)) return 'expected';
  if (!canBeBackground(one)) return 'unexpected';
  return one.sighting.isTolerated || explained.has(keyOf(frame, one)) ? 'background' : 'unexpected';
}

// "expected: the phase is downtime or partial and it matches S's expected failures; or the phase is shutdown, it matches
// them, and time < start+τ+γ or the relation is recovery."
function isExpected({ world }: Frame, { sighting, window, relation }: Attributed): boolean {
  const { clockTolerance, recoveryGrace } = world.rules.attribution;
  if (!sighting.isOutageFailure) return false;
  if (window.phase !== 'shutdown') return true;
  return sighting.time < window.start + clockTolerance + recoveryGrace || relation === 'recovery';
}

/** Ambiguity: in a shutdown window not even a tolerated failure is background. */
// "Shutdown windows have no background: a stopped system has none."
function canBeBackground({ window }: Attributed): boolean {
  return window.phase !== 'shutdown';
}

function keyOf(frame: Frame, { window, sighting }: Attributed): string {
  return JSON.stringify([frame.system, frame.world.windows.indexOf(window), sighting.type ?? '']);
}

// "with n OOPSes of that type in S's baseline of length B and k attributed to the window as during, its during-interval
// of length d (cut at observedUntil), n ≥ 1 and P(X ≥ ⌊k/φ⌋ | Poisson(n·d/(B·φ))) ≥ α."
// "n and k count those that are no outage failures; φ: dispersion, of that type, bins of length d."
function testsOf(frame: Frame): BackgroundTest[] {
  const { baseline } = frame;
  const asked = frame.attributed.filter((one) => needsTest(frame, one));
  return [...new Set(asked.map((one) => keyOf(frame, one)))].flatMap((key): BackgroundTest[] => {
    const ones = asked.filter((one) => keyOf(frame, one) === key);
    const [{ window, sighting }] = ones as [Attributed];
    const isOfType = (type: string | null) => (type ?? '') === (sighting.type ?? '');
    const n = baseline.sightings.filter((seen) => isOrdinary(seen) && isOfType(seen.type)).length;
    if (!baseline.isEnough || n < 1) return [];
    const d = totalLength(observedDuring(frame, [window]));
    const k = frame.attributed.filter(
      (one) =>
        one.window === window &&
        one.relation === 'during' &&
        one.sighting.time < frame.world.observedUntil &&
        isOrdinary(one.sighting) &&
        isOfType(one.sighting.type),
    ).length;
    const phi = dispersionOf(baseline, d, (seen) => isOrdinary(seen) && isOfType(seen.type));
    const pValue = poissonAtLeast(Math.floor(k / phi), (n * d) / (baseline.length * phi));
    return [{ key, frame, type: sighting.type, count: k, pValue }];
  });
}

/** Ambiguity: the tests that are made are those on which the disposition of some OOPS depends. */
function needsTest(frame: Frame, one: Attributed): boolean {
  return !isExpected(frame, one) && canBeBackground(one) && !one.sighting.isTolerated;
}
