import type { Signature } from '../../oops/oops.js';
import type { Told } from '../../text/told.js';
import type { Sighting, WorthALook } from '../evidence.js';
import { hasDoubled, riseProbability, type Watched } from '../statistics/rates.js';
import type { RecoveryFigures, RecoverySettings } from './recovery-figures.js';
import {
  adjustTests,
  firstIds,
  isSignificant,
  isWorthALook,
  type LaterRise,
  type RecoveryRow,
  type RisingSignature,
  type RowAnswer,
} from './recovery-row.js';
import * as say from './recovery-words.js';

/** One clump is no rise: the densest stretch of this share of the observation is left out once. */
const DENSEST = 1 / 6;
/** Below this probability the minutes before a later rise are a rise by themselves, and a rise is a doubt. */
const WEAK = 0.01;
/** Twice the log likelihood ratio that parts an observation in two, over the dispersion. */
const CLEAR_ONSET = 9;

/** More ordinary OOPSes after the outage than the baseline and what was seen just before explain. */
export const ELEVATED: RecoveryRow = {
  name: 'more other failures than usual',
  ask(open, settings) {
    const { alpha } = settings.verdict;
    const rises = open.map(measureRise);
    const tests = adjustTests(
      rises.map(
        (rise) => rise && { name: 'conditional binomial', pValue: Math.max(rise.pValue, rise.withoutClump) },
      ),
      alpha,
    );
    return open.map((figures, index): RowAnswer => {
      const rise = rises[index] ?? null;
      const test = tests[index] ?? null;
      if (!rise || !test) return say.noRise(figures);
      const isRise = rise.hasDoubled && rise.hasDoubledWithoutClump && agrees(rise, alpha);
      if (!isRise || !isSignificant(test)) {
        const worthALook: WorthALook[] =
          isRise && isWorthALook(test)
            ? [{ type: null, of: 'elevated', count: figures.others.length, pValue: test.pValue }]
            : [];
        return { ...say.usualRate(figures, test, whyNoRise(rise, alpha)), worthALook };
      }
      const laterRise = findLaterRise(figures, settings);
      if (laterRise) return { ...say.laterRise(figures, laterRise), laterRise };
      const told = say.elevated(figures, test, risingSignatures(figures));
      return {
        ...told,
        conclusion: { verdict: 'elevated', ...told, test, oopsIds: firstIds(figures.others) },
      };
    });
  },
};

/** A rise by each judge, as p-values and factors. */
interface Rise {
  readonly pValue: number;
  readonly withoutClump: number;
  readonly hasDoubled: boolean;
  readonly hasDoubledWithoutClump: boolean;
  /** Against what was seen just before; null where that is not usable. */
  readonly second: { readonly pValue: number; readonly hasDoubled: boolean } | null;
}

function measureRise({ others, baseline, justBefore, observedMs }: RecoveryFigures): Rise | null {
  if (others.length === 0 || !baseline) return null;
  const phi = baseline.ordinaryDispersion;
  const now: Watched = { count: others.length, ms: observedMs };
  const usual: Watched = { count: baseline.ordinary, ms: baseline.ms };
  const clumpMs = observedMs * DENSEST;
  const rest: Watched = { count: others.length - countDensest(others, clumpMs), ms: observedMs - clumpMs };
  const before = justBefore && { count: justBefore.ordinary, ms: justBefore.lengthMs };
  return {
    pValue: riseProbability(now, usual, phi),
    withoutClump: riseProbability(rest, usual, phi),
    hasDoubled: hasDoubled(now, usual),
    hasDoubledWithoutClump: hasDoubled(rest, usual),
    second: before && { pValue: riseProbability(now, before, phi), hasDoubled: hasDoubled(now, before) },
  };
}

function whyNoRise(rise: Rise, alpha: number): say.NoRise | null {
  if (!rise.hasDoubled) return 'not doubled';
  if (!rise.hasDoubledWithoutClump) return 'a clump';
  return agrees(rise, alpha) ? null : 'seen just before';
}

/** Whether *just before*, where it is usable, shows the rise too. */
function agrees({ second }: Rise, threshold: number): boolean {
  return second === null || (second.pValue < threshold && second.hasDoubled);
}

/** The most OOPSes, given by time, in any stretch of a length. */
function countDensest(sightings: readonly Sighting[], lengthMs: number): number {
  let most = 0;
  let first = 0;
  sightings.forEach(({ time }, index) => {
    while (time - (sightings[first]?.time ?? time) >= lengthMs) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

/**
 * Finds the onset of a rise: the moment that parts the observation best in two rates, the second higher, by the largest
 * likelihood ratio against one rate. Null where it is not clear, begins in the first minutes, or these are elevated too:
 * then the rise is the outage's.
 */
function findLaterRise(figures: RecoveryFigures, { verdict }: RecoverySettings): LaterRise | null {
  const { others, baseline, observation, end } = figures;
  if (!baseline || !observation || end === null) return null;
  const { interval } = observation;
  const onset = findOnset(
    others.map(({ time }) => time),
    interval,
  );
  if (!onset || onset.at - interval.start < verdict.minimumObservation) return null;
  const phi = baseline.ordinaryDispersion;
  if (2 * onset.logRatio < CLEAR_ONSET * phi) return null;
  const first: Watched = { count: onset.before, ms: onset.at - interval.start };
  const usual: Watched = { count: baseline.ordinary, ms: baseline.ms };
  if (first.count > 0 && riseProbability(first, usual, phi) < WEAK && hasDoubled(first, usual)) return null;
  return {
    start: onset.at,
    afterSeconds: (onset.at - end) / 1000,
    signatures: namedOf(risingSignatures(figures)),
  };
}

/** What has less than this share of the greatest excess may as well be chance, and is not named where no figures stand beside it. */
const LEAST_SHARE = 1 / 10;

/** Of signatures with the greatest excess first, those that make up the rise. */
function namedOf(rising: readonly RisingSignature[]): Signature[] {
  const [greatest] = rising;
  const least = greatest === undefined ? 0 : (greatest.seen - greatest.usually) * LEAST_SHARE;
  return rising.filter(({ seen, usually }) => seen - usually >= least).map(({ signature }) => signature);
}

function findOnset(
  times: readonly number[],
  { start, end }: { readonly start: number; readonly end: number },
) {
  let best: { at: number; before: number; logRatio: number } | null = null;
  const whole = logLikelihood(times.length, end - start);
  times.forEach((at, before) => {
    const after = times.length - before;
    if (at <= start || before / (at - start) >= after / (end - at)) return;
    const logRatio = logLikelihood(before, at - start) + logLikelihood(after, end - at) - whole;
    if (!best || logRatio > best.logRatio) best = { at, before, logRatio };
  });
  return best as { readonly at: number; readonly before: number; readonly logRatio: number } | null;
}

/** Of a count at its own rate; what is the same for every parting is left out. */
function logLikelihood(count: number, ms: number): number {
  return count === 0 ? 0 : count * Math.log(count / ms);
}

/** Why more may fail than before, where it is too weak for the row but too much for a recovery; null: nothing does. */
export function doubtOfRise(figures: RecoveryFigures, settings: RecoverySettings): Told | null {
  const rise = measureRise(figures);
  if (!rise || rise.pValue >= WEAK || !rise.hasDoubled || !agrees(rise, WEAK)) return null;
  return findLaterRise(figures, settings) ? null : say.doubtOfRise(figures, rise.pValue);
}

/** The signatures whose count after the outage is the most above what their baseline predicts; at most five. */
function risingSignatures({ others, baseline, observedMs }: RecoveryFigures): RisingSignature[] {
  const risen = new Map<string, { signature: Signature; seen: number; usually: number }>();
  for (const { signature } of others) {
    const { type, value } = signature;
    const entry = risen.get(keyOf(signature)) ?? { signature: { type, value }, seen: 0, usually: 0 };
    entry.seen += 1;
    risen.set(keyOf(signature), entry);
  }
  for (const { signature, count, isOutageFailure } of baseline?.counts ?? []) {
    const entry = risen.get(keyOf(signature));
    if (entry && baseline && !isOutageFailure) entry.usually += (count * observedMs) / baseline.ms;
  }
  return [...risen.values()]
    .filter(({ seen, usually }) => seen > usually)
    .sort(
      (a, b) =>
        b.seen - b.usually - (a.seen - a.usually) || (keyOf(a.signature) < keyOf(b.signature) ? -1 : 1),
    )
    .slice(0, 5);
}

function keyOf({ type, value }: Signature): string {
  return JSON.stringify([type, value]);
}
