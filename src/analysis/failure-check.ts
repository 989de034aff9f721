import type { AttributionSettings } from '../config/config.js';
import { formatDuration } from '../time/duration.js';
import { formatInstant } from '../time/instant.js';
import { intersection, totalLength, union } from '../time/interval.js';
import { isSufficient } from './baseline.js';
import type { DisposedSighting, DisposedSystem, Disposition } from './disposition.js';
import type { Evidence, SystemEvidence, TestResult } from './outage-evidence.js';
import { formatProbability } from './probability-text.js';
import { poissonZero } from './statistics.js';
import { duringInterval } from './window-reach.js';

export const FAILURE_VERDICTS = [
  'failed-as-expected',
  'failed-unexpectedly',
  'did-not-fail',
  'no-evidence',
  'allowed',
  'stayed-silent',
  'not-shut-down',
  'unaffected',
  'affected',
] as const;
export type FailureVerdict = (typeof FAILURE_VERDICTS)[number];

/** Whether a system failed the way it should. */
export interface FailureCheck {
  readonly verdict: FailureVerdict;
  readonly expected: number;
  readonly background: number;
  readonly unexpected: number;
  /** Time of the first and last OOPS that belongs to the outage's windows; null when there is none. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  readonly evidence: Evidence;
}

/** Seeing nothing is held against a system only below this probability, given how it failed in earlier outages. */
const SURPRISING_SILENCE = 0.05;

interface Finding {
  readonly verdict: FailureVerdict;
  readonly text: string;
  readonly test?: TestResult;
  /** The dispositions whose OOPSes show it best. */
  readonly show: readonly Disposition[];
}

/**
 * Decides how a system failed: by the phase of the windows that hold it and by what was seen in them. What a stopped
 * system does decides first, then whether an outage may touch the system at all, then downtime, then partial windows.
 *
 * @param observedUntil nothing later has been read: silence counts only up to there
 */
export function checkFailure(
  system: SystemEvidence,
  disposed: DisposedSystem,
  observedUntil: number,
  settings: AttributionSettings,
): FailureCheck {
  const { sightings } = disposed;
  const counts = { expected: 0, background: 0, unexpected: 0 };
  for (const { disposition } of sightings) counts[disposition] += 1;
  const finding = findFailure(system, disposed, counts, observedUntil, settings);
  const shown = sightings.filter(({ disposition }) => finding.show.includes(disposition));
  return {
    verdict: finding.verdict,
    ...counts,
    firstTime: sightings[0]?.sighting.time ?? null,
    lastTime: sightings.at(-1)?.sighting.time ?? null,
    evidence: {
      text: finding.text,
      test: finding.test ?? null,
      oopsIds: shown.slice(0, 5).map(({ sighting }) => sighting.oopsId),
    },
  };
}

type Counts = Readonly<Record<Disposition, number>>;

function findFailure(
  system: SystemEvidence,
  disposed: DisposedSystem,
  counts: Counts,
  observedUntil: number,
  settings: AttributionSettings,
): Finding {
  const phases = new Set(system.windows.map(({ window }) => window.phase));
  if (phases.has('shutdown')) return findInShutdown(disposed, counts);
  if (system.during === 'unaffected') return findUnaffected(system, disposed, counts);
  if (counts.unexpected > 0) return unexpectedFailures(system, disposed, counts);
  if (!phases.has('downtime')) return findInPartial(counts);
  if (counts.expected + counts.background > 0) return findInDowntime(disposed, counts);
  return findFromEarlierDowntimes(system, observedUntil, settings);
}

function findInShutdown(disposed: DisposedSystem, counts: Counts): Finding {
  const heard = disposed.sightings.filter(
    ({ sighting, disposition }) => sighting.window.phase === 'shutdown' && disposition !== 'expected',
  );
  if (heard.length > 0) {
    const text = `It should have been stopped, but wrote ${oopses(heard.length)}${spanText(heard)}.`;
    return { verdict: 'not-shut-down', text, show: ['unexpected'] };
  }
  if (counts.unexpected > 0) {
    const text = `Silent while shut down, but ${oopses(counts.unexpected)} elsewhere in the outage that should not have been there.`;
    return { verdict: 'failed-unexpectedly', text, show: ['unexpected'] };
  }
  const text =
    counts.expected > 0
      ? `${expectedFailures(counts.expected)}, of work that the shutdown cut off; then silent.`
      : 'Not heard while it was shut down.';
  return { verdict: 'stayed-silent', text, show: ['expected'] };
}

function findUnaffected(system: SystemEvidence, disposed: DisposedSystem, counts: Counts): Finding {
  if (counts.unexpected > 0) {
    const text = `An outage should not touch it, but ${oopses(counts.unexpected)} above or outside its usual rates.${baselineRemark(system)}${testText(disposed)}`;
    return { verdict: 'affected', text, show: ['unexpected'] };
  }
  const text =
    counts.background > 0
      ? `${oopses(counts.background)}, as its usual rates explain.${testText(disposed)}`
      : 'Not heard, and nothing should have been.';
  return { verdict: 'unaffected', text, show: ['background'] };
}

function unexpectedFailures(system: SystemEvidence, disposed: DisposedSystem, counts: Counts): Finding {
  const unexpected = disposed.sightings.filter(({ disposition }) => disposition === 'unexpected');
  const text = `${oopses(counts.unexpected)} that should not have been there${spanText(unexpected)}, beside ${expectedFailures(counts.expected)}.${baselineRemark(system)}${testText(disposed)}`;
  return { verdict: 'failed-unexpectedly', text, show: ['unexpected'] };
}

function findInDowntime(disposed: DisposedSystem, counts: Counts): Finding {
  if (counts.expected > 0) {
    const expected = disposed.sightings.filter(({ disposition }) => disposition === 'expected');
    const background = counts.background > 0 ? `; ${counts.background} background` : '';
    const text = `${expectedFailures(counts.expected)}${spanText(expected)}${background}.`;
    return { verdict: 'failed-as-expected', text, show: ['expected'] };
  }
  const text = `It was alive and served requests: ${counts.background} background, but no expected failure.${testText(disposed)}`;
  return { verdict: 'did-not-fail', text, show: ['background'] };
}

/** Only what has been read of the downtime counts: an open window lasts, and what is not yet read may hold failures. */
function findFromEarlierDowntimes(
  system: SystemEvidence,
  observedUntil: number,
  settings: AttributionSettings,
): Finding {
  const { expected, seconds } = system.earlier;
  const read = { start: Number.NEGATIVE_INFINITY, end: observedUntil };
  const during = union(
    system.windows
      .filter(({ window }) => window.phase === 'downtime')
      .flatMap(({ window }) => intersection(duringInterval(window, settings), read) ?? []),
  );
  const downtime = totalLength(during) / 1000;
  if (expected === 0 || seconds === 0) {
    const text = 'Nothing was seen, and no earlier downtime says that something should have been.';
    return { verdict: 'no-evidence', text, show: [] };
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
    ? { verdict: 'did-not-fail', text: `Nothing was seen, although ${earlier}.`, test, show: [] }
    : { verdict: 'no-evidence', text: `Nothing was seen, and ${earlier}: too few to tell.`, test, show: [] };
}

function findInPartial(counts: Counts): Finding {
  const seen = counts.expected + counts.background;
  const text =
    seen > 0
      ? `${expectedFailures(counts.expected)} and ${counts.background} background, as a partial outage allows.`
      : 'It may fail in a partial outage, and did not.';
  return { verdict: 'allowed', text, show: ['expected', 'background'] };
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
  const [from, to] = [clockText(first.sighting.time), clockText(last.sighting.time)];
  return from === to ? ` at ${from}` : ` from ${from} to ${to}`;
}

function clockText(at: number): string {
  return formatInstant(at).slice(11, 19);
}

function baselineRemark(system: SystemEvidence): string {
  if (isSufficient(system.baseline)) return '';
  return ' Its baseline is shorter than an hour, so no usual rate could explain anything.';
}

/** The tests that told background from news, in words. */
function testText(disposed: DisposedSystem): string {
  return disposed.tests
    .map(
      ({ type, seen, seenInBaseline, baselineMs, duringMs, result }) =>
        ` ${type ?? 'Unknown type'}: ${seen} in ${formatDuration(duringMs)} against ${seenInBaseline} in ${formatDuration(baselineMs)} before (Poisson, p = ${formatProbability(result.adjustedPValue)}).`,
    )
    .join('');
}
