import type { AttributionSettings } from '../config/config.js';
import type { OutageWindow } from '../outages/window.js';
import { formatDuration } from '../time/duration.js';
import { formatClock } from '../time/instant.js';
import { intersection, totalLength, union } from '../time/interval.js';
import type { BackgroundTest, DisposedSighting, Disposition } from './disposition.js';
import type { SystemEvidence, TestResult } from './evidence.js';
import { isSufficient } from './evidence.js';
import { formatProbability } from './recovery-words.js';
import { poissonZero } from './statistics.js';
import { duringInterval } from './window-scope.js';

/** From the worst to the best. */
export const FAILURE_VERDICTS = [
  'not-shut-down',
  'failed-unexpectedly',
  'affected',
  'did-not-fail',
  'no-evidence',
  'failed-as-expected',
  'allowed',
  'stayed-silent',
  'unaffected',
] as const;
export type FailureVerdict = (typeof FAILURE_VERDICTS)[number];

/** What one phase of a system's windows shows. */
export interface Finding {
  readonly verdict: FailureVerdict;
  readonly text: string;
  readonly test?: TestResult;
  /** The OOPSes that show it best, by time. */
  readonly shown: readonly DisposedSighting[];
}

/** A phase of a system's windows, and what belongs to these windows. */
export interface PhaseSightings {
  readonly windows: readonly OutageWindow[];
  /** By time. */
  readonly sightings: readonly DisposedSighting[];
  /** The tests that told the background in these windows from news. */
  readonly tests: readonly BackgroundTest[];
}

/** Seeing nothing is held against a system only below this probability, given how it failed in earlier outages. */
const SURPRISING_SILENCE = 0.05;

/** A stopped system must not be heard, but for work that the shutdown itself cut off. */
export function findInShutdown({ sightings }: PhaseSightings): Finding {
  const { expected } = sortOut(sightings);
  const heard = sightings.filter(({ disposition }) => disposition !== 'expected');
  if (heard.length > 0) {
    const text = `It should have been stopped, but wrote ${oopses(heard.length)}${spanText(heard)}.`;
    return { verdict: 'not-shut-down', text, shown: heard };
  }
  const text =
    expected.length > 0
      ? `${expectedFailures(expected.length)}, of work that the shutdown cut off; then silent.`
      : 'Not heard while it was shut down.';
  return { verdict: 'stayed-silent', text, shown: expected };
}

/** A system that no outage touches goes on as ever. */
export function findUnaffected(system: SystemEvidence, { sightings, tests }: PhaseSightings): Finding {
  const { background, unexpected } = sortOut(sightings);
  if (unexpected.length > 0) {
    const text = `An outage should not touch it, but ${oopses(unexpected.length)} above or outside its usual rates.${baselineRemark(system)}${testText(tests)}`;
    return { verdict: 'affected', text, shown: unexpected };
  }
  const text =
    background.length > 0
      ? `${oopses(background.length)}, as its usual rates explain.${testText(tests)}`
      : 'Not heard, and nothing should have been.';
  return { verdict: 'unaffected', text, shown: background };
}

/**
 * In a downtime a system must fail, in an expected way.
 *
 * @param observedUntil nothing later has been read: silence counts only up to there
 */
export function findInDowntime(
  system: SystemEvidence,
  phase: PhaseSightings,
  observedUntil: number,
  settings: AttributionSettings,
): Finding {
  const { expected, background, unexpected } = sortOut(phase.sightings);
  if (unexpected.length > 0) return findUnexpected(system, phase);
  if (expected.length > 0) {
    const more = background.length > 0 ? `; ${background.length} background` : '';
    const text = `${expectedFailures(expected.length)}${spanText(expected)}${more}.`;
    return { verdict: 'failed-as-expected', text, shown: expected };
  }
  if (background.length > 0) {
    const text = `It was alive and served requests: ${background.length} background, but no expected failure.${testText(phase.tests)}`;
    return { verdict: 'did-not-fail', text, shown: background };
  }
  return findFromEarlierDowntimes(system, phase.windows, observedUntil, settings);
}

/** In a partial outage a system may fail, in an expected way. */
export function findInPartial(system: SystemEvidence, phase: PhaseSightings): Finding {
  const { expected, background, unexpected } = sortOut(phase.sightings);
  if (unexpected.length > 0) return findUnexpected(system, phase);
  const text =
    phase.sightings.length > 0
      ? `${expectedFailures(expected.length)} and ${background.length} background, as a partial outage allows.`
      : 'It may fail in a partial outage, and did not.';
  return { verdict: 'allowed', text, shown: phase.sightings };
}

function findUnexpected(system: SystemEvidence, { sightings, tests }: PhaseSightings): Finding {
  const { expected, unexpected } = sortOut(sightings);
  const text = `${oopses(unexpected.length)} that should not have been there${spanText(unexpected)}, beside ${expectedFailures(expected.length)}.${baselineRemark(system)}${testText(tests)}`;
  return { verdict: 'failed-unexpectedly', text, shown: unexpected };
}

/** Only what has been read of the downtime counts: an open window lasts, and what is not yet read may hold failures. */
function findFromEarlierDowntimes(
  system: SystemEvidence,
  windows: readonly OutageWindow[],
  observedUntil: number,
  settings: AttributionSettings,
): Finding {
  const { expected, seconds } = system.earlier;
  const read = { start: Number.NEGATIVE_INFINITY, end: observedUntil };
  const during = union(
    windows.flatMap((window) => intersection(duringInterval(window, settings), read) ?? []),
  );
  const downtime = totalLength(during) / 1000;
  if (expected === 0 || seconds === 0) {
    const text = 'Nothing was seen, and no earlier downtime says that something should have been.';
    return { verdict: 'no-evidence', text, shown: [] };
  }
  const mean = (expected * downtime) / seconds;
  const pValue = poissonZero(mean);
  const test: TestResult = {
    name: 'Poisson',
    pValue,
    adjustedPValue: pValue,
    threshold: SURPRISING_SILENCE,
  };
  const earlier = `${expectedFailures(expected)} in ${formatDuration(seconds * 1000)} of earlier downtime let ${mean.toPrecision(3)} be expected here (p = ${formatProbability(pValue)})`;
  return pValue < SURPRISING_SILENCE
    ? { verdict: 'did-not-fail', text: `Nothing was seen, although ${earlier}.`, test, shown: [] }
    : { verdict: 'no-evidence', text: `Nothing was seen, and ${earlier}: too few to tell.`, test, shown: [] };
}

function sortOut(sightings: readonly DisposedSighting[]): Record<Disposition, DisposedSighting[]> {
  const sorted: Record<Disposition, DisposedSighting[]> = { expected: [], background: [], unexpected: [] };
  for (const sighting of sightings) sorted[sighting.disposition].push(sighting);
  return sorted;
}

function oopses(count: number): string {
  return `${count} ${count === 1 ? 'OOPS' : 'OOPSes'}`;
}

function expectedFailures(count: number): string {
  return `${count} expected ${count === 1 ? 'failure' : 'failures'}`;
}

/** " at 08:53:06" or " from 08:53:06 to 08:55:17". */
function spanText(sightings: readonly DisposedSighting[]): string {
  const first = sightings[0];
  const last = sightings.at(-1);
  if (!first || !last) return '';
  const [from, to] = [formatClock(first.sighting.time), formatClock(last.sighting.time)];
  return from === to ? ` at ${from}` : ` from ${from} to ${to}`;
}

function baselineRemark(system: SystemEvidence): string {
  if (isSufficient(system.baseline)) return '';
  return ' Its baseline is shorter than an hour, so no usual rate could explain anything.';
}

/** The tests that told background from news, in words. */
function testText(tests: readonly BackgroundTest[]): string {
  return tests
    .map(
      ({ type, seen, seenInBaseline, baselineMs, duringMs, result }) =>
        ` ${type ?? 'Unknown type'}: ${seen} in ${formatDuration(duringMs)} against ${seenInBaseline} in ${formatDuration(baselineMs)} before (Poisson, p = ${formatProbability(result.adjustedPValue)}).`,
    )
    .join('');
}
