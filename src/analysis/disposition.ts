import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import type { OutageWindow } from '../outages/window.js';
import { totalLength } from '../time/interval.js';
import type { AttributedSighting, OutageEvidence, SystemEvidence, TestResult } from './evidence.js';
import { duringOf } from './phases.js';
import { dispersion } from './statistics/dispersion.js';
import { adjustPValues, poissonUpperTail } from './statistics/statistics.js';
import { isSufficient } from './stretches.js';

/** What an attributed OOPS means for its system: the failure that the outage causes, an ordinary one, or news. */
export const DISPOSITIONS = ['expected', 'background', 'unexpected'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Attributed OOPSes by what they mean, each list by time. */
export type DisposedSightings = Readonly<Record<Disposition, readonly AttributedSighting[]>>;

/** Whether a system's usual rate of an exception type explains how often it was seen in a window. */
export interface BackgroundTest {
  readonly window: OutageWindow;
  readonly type: string | null;
  /** Outage failures are left out of both counts. */
  readonly seen: number;
  readonly seenInBaseline: number;
  readonly baselineMs: number;
  readonly duringMs: number;
  /** Of the type, in bins as long as `duringMs`. */
  readonly dispersion: number;
  readonly explained: boolean;
  readonly result: TestResult;
}

/** The attributed OOPSes of one system, and the tests that were needed to tell background from news. */
export interface DisposedSystem {
  readonly sightings: DisposedSightings;
  readonly tests: readonly BackgroundTest[];
}

interface DispositionSettings {
  readonly attribution: AttributionSettings;
  readonly verdict: VerdictSettings;
}

/** What an OOPS must tell before it can be disposed of. */
export type DisposableSighting = Pick<
  AttributedSighting,
  'window' | 'relation' | 'time' | 'type' | 'isOutageFailure' | 'isTolerated'
>;

/** Knows what the OOPSes that belong to one outage mean. */
export interface Disposer {
  /** What an OOPS of the system means, `system` being a name in the evidence. */
  dispositionOf(system: string, sighting: DisposableSighting): Disposition;
  /** The tests that were needed to tell the system's background from news. */
  testsOf(system: string): readonly BackgroundTest[];
}

/**
 * Learns from the whole evidence of an outage what an OOPS that belongs to it means. First match:
 *
 * - *expected*: an outage failure in a downtime or partial window; in a shutdown window one within τ + γ of its start, or
 *   in its recovery;
 * - *background*: tolerated, or of a type whose rate in the system's baseline explains it (Poisson over the dispersion,
 *   α, adjusted over all such tests of the outage); never in a shutdown window, for a stopped system has no background;
 * - *unexpected*: the rest.
 */
export function createDisposer(evidence: OutageEvidence, settings: DispositionSettings): Disposer {
  const bySystem = testSystems(evidence, settings);
  return {
    dispositionOf(name, sighting) {
      const evident = evidentDisposition(sighting, settings);
      if (evident !== null) return evident;
      const system = bySystem.get(name);
      return system?.explained.has(system.keyOf(sighting)) ? 'background' : 'unexpected';
    },
    testsOf: (name) => bySystem.get(name)?.tests ?? [],
  };
}

/** What was learnt of a system. */
interface TestedSystem {
  readonly keyOf: (sighting: DisposableSighting) => string;
  /** The keys of what its usual rates explain. */
  readonly explained: ReadonlySet<string>;
  readonly tests: readonly BackgroundTest[];
}

/** Makes the tests of all systems. What comes of it holds no OOPS: a disposer can outlive what it learnt from. */
function testSystems(evidence: OutageEvidence, settings: DispositionSettings): Map<string, TestedSystem> {
  const drafts = evidence.systems.flatMap((system) =>
    draftTests(system, evidence.observedUntil, settings).map((draft) => ({ system, ...draft })),
  );
  const adjusted = adjustPValues(drafts.map(({ pValue }) => pValue));
  const tests = drafts.map(({ pValue, ...draft }, index) => {
    const adjustedPValue = adjusted[index] ?? pValue;
    const threshold = settings.verdict.alpha;
    const result: TestResult = { name: 'Poisson', pValue, adjustedPValue, threshold };
    return { ...draft, explained: adjustedPValue >= threshold, result };
  });
  return new Map(
    evidence.systems.map((system) => {
      const own = tests.filter((test) => test.system === system);
      const explained = new Set(own.filter((test) => test.explained).map((test) => test.key));
      const shown = own.map(({ system: _, key: __, ...test }): BackgroundTest => test);
      return [system.system, { keyOf: testKeys(system), explained, tests: shown }];
    }),
  );
}

/** Disposes of every attributed OOPS of an outage. Returns one entry a system, in the order of the evidence. */
export function disposeSightings(evidence: OutageEvidence, settings: DispositionSettings): DisposedSystem[] {
  const disposer = createDisposer(evidence, settings);
  return evidence.systems.map(({ system, attributed }) => {
    const sightings: Record<Disposition, AttributedSighting[]> = {
      expected: [],
      background: [],
      unexpected: [],
    };
    for (const sighting of attributed) sightings[disposer.dispositionOf(system, sighting)].push(sighting);
    return { sightings, tests: disposer.testsOf(system) };
  });
}

/** What an OOPS means where no evidence is needed to tell; null: the usual rates of its system have to say. */
export function evidentDisposition(
  sighting: DisposableSighting,
  settings: Pick<DispositionSettings, 'attribution'>,
): Disposition | null {
  if (isExpected(sighting, settings.attribution)) return 'expected';
  if (sighting.window.phase === 'shutdown') return 'unexpected';
  return sighting.isTolerated ? 'background' : null;
}

function isExpected(sighting: DisposableSighting, settings: AttributionSettings): boolean {
  return sighting.isOutageFailure && mayBeExpected(sighting, settings);
}

/**
 * Whether an OOPS that belongs to a window is expected where it is an outage failure. A stopped system fails as expected
 * only while work is cut off, and when it is started again.
 */
export function mayBeExpected(
  { window, relation, time }: Pick<DisposableSighting, 'window' | 'relation' | 'time'>,
  settings: AttributionSettings,
): boolean {
  if (window.phase !== 'shutdown' || relation === 'recovery') return true;
  return time < window.start + settings.clockTolerance + settings.recoveryGrace;
}

/** One test for each window and exception type that needs one and has a baseline that can tell. */
function draftTests(system: SystemEvidence, observedUntil: number, settings: DispositionSettings) {
  if (!isSufficient(system.baseline.intervals)) return [];
  const baselineMs = totalLength(system.baseline.intervals);
  const keyOf = testKeys(system);
  // Outside of a shutdown, every outage failure is expected.
  const ordinary = system.attributed.filter(({ isOutageFailure }) => !isOutageFailure);
  const seen = countDuring(ordinary, observedUntil);
  const candidates = new Map<string, AttributedSighting>();
  for (const sighting of ordinary) {
    if (sighting.window.phase === 'shutdown' || sighting.isTolerated) continue;
    candidates.set(keyOf(sighting), sighting);
  }
  return [...candidates].flatMap(([key, { type, window }]) => {
    const seenInBaseline = countOrdinary(system, type);
    if (seenInBaseline === 0) return [];
    const duringMs = totalLength(duringOf([window], observedUntil, settings.attribution));
    const bins = system.typeBins.find((counted) => counted.window === window && counted.type === type)?.bins;
    const phi = dispersion(bins ?? []);
    const count = seen.get(window)?.get(type ?? '') ?? 0;
    const usual = (seenInBaseline * duringMs) / (baselineMs * phi);
    const pValue = poissonUpperTail(Math.floor(count / phi), usual);
    return [
      { key, window, type, seen: count, seenInBaseline, baselineMs, duringMs, dispersion: phi, pValue },
    ];
  });
}

/** How often a type was seen in the baseline, outage failures left out. */
export function countOrdinary({ baseline }: SystemEvidence, type: string | null): number {
  return baseline.counts
    .filter((counted) => counted.type === type && !counted.isOutageFailure)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Names a test of the system: its window's place among the system's, and the exception type. */
function testKeys(system: SystemEvidence): (sighting: DisposableSighting) => string {
  const places = new Map(system.windows.map(({ window }, place) => [window, place]));
  return ({ window, type }) => `${places.get(window)} ${type ?? ''}`;
}

/** How often each exception type was seen during each window as far as it has been read. */
function countDuring(
  attributed: readonly AttributedSighting[],
  observedUntil: number,
): Map<OutageWindow, Map<string, number>> {
  const seen = new Map<OutageWindow, Map<string, number>>();
  for (const { window, type, time, relation } of attributed) {
    if (relation !== 'during' || time >= observedUntil) continue;
    const counts = seen.get(window) ?? new Map<string, number>();
    counts.set(type ?? '', (counts.get(type ?? '') ?? 0) + 1);
    seen.set(window, counts);
  }
  return seen;
}
