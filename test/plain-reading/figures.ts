import { kindOf } from '../../src/config/system-map.js';
import { signatureOf } from '../../src/oops/classes/signature.js';
import { NO_EVENT } from '../../src/oops/oops.js';
import { type Interval, lengthOf, totalLength, union } from '../../src/time/interval.js';
import { dispersionOf, type Usual } from './baseline.js';
import { atLeastOf, binomialAtLeast, poissonAtMost } from './exact-tails.js';
import { type Frame, sameHours } from './frame.js';
import { countRequests } from './requests.js';
import type { LaterRise } from './scenario.js';
import { DAY, duringInterval, isOrdinary, isWithin, MINUTE, SECOND, type Sighting, within } from './world.js';

/** A p-value, and whether what else the row asks for is given. */
export interface Test {
  readonly pValue: number;
  /** All but that the p-value is below α. */
  readonly restHolds: boolean;
  readonly count: number;
}

// "Bins are as long as the setting of A (30 min), but where a test says otherwise."
function usualDispersion(frame: Frame, counts: (sighting: Sighting) => boolean): number {
  return dispersionOf(frame.baseline, frame.world.rules.verdict.observation, counts);
}

/** How many a time would hold at the usual rate. */
function predicted(usual: Usual, length: number, counts: (sighting: Sighting) => boolean): number {
  return (usual.sightings.filter(counts).length * length) / usual.length;
}

// "conditional binomial": of n + n_B, so many or more would fall into the first length by chance
function conditional(n: number, length: number, usualCount: number, usualLength: number): number {
  return binomialAtLeast(n, n + usualCount, length / (length + usualLength));
}

// "the rate at least doubled"
function isDoubled(n: number, length: number, usualCount: number, usualLength: number): boolean {
  return n > 0 && n * usualLength >= 2 * usualCount * length;
}

// "late outage failures: n requests of them in A against n_B requests of them in the baseline, conditional binomial, and
// the rate at least doubled"
export function testLate(frame: Frame, stretches: readonly Interval[]): Test | null {
  const n = countRequests(lateFailures(frame, stretches));
  if (!frame.baseline.isEnough || n === 0) return null;
  const usual = countRequests(frame.baseline.sightings.filter((sighting) => sighting.isOutageFailure));
  const length = totalLength(stretches);
  return {
    pValue: conditional(n, length, usual, frame.baseline.length),
    restHolds: isDoubled(n, length, usual, frame.baseline.length),
    count: n,
  };
}

export function lateFailures(frame: Frame, stretches: readonly Interval[]): Sighting[] {
  return within(stretches, frame.sightings).filter((sighting) => sighting.isOutageFailure);
}

/** The requests K and the length d of the time in which they failed. */
// "K = requests of outage failures whose time lies in the during-intervals of S's downtime and partial windows of O, d =
// the length of the union of their during-intervals (shutdown windows give neither)"
export function failuresDuring(frame: Frame): { readonly requests: number; readonly length: number } {
  const intervals = union(
    frame.windows
      .filter(({ phase }) => phase !== 'shutdown')
      .map((window) => duringInterval(window, frame.world)),
  );
  return { requests: countRequests(lateFailures(frame, intervals)), length: totalLength(intervals) };
}

/** What the time after an outage was: A, or F, each with a second judge of its own. */
export type Asked = 'A' | 'F';

function timeAsked(frame: Frame, asked: Asked): Interval {
  return asked === 'A' ? frame.observation : frame.followUp;
}

// "none of any kind in A, P(0 | μ) < α by the baseline and P(0 | μ) < 0.01 by just before; asked again of F, where
// instead of just before the same hours judge"
export function testSilent(frame: Frame, asked: Asked, whose: (sighting: Sighting) => boolean): Test | null {
  const { start, end } = timeAsked(frame, asked);
  const counts = (sighting: Sighting) => whose(sighting) && countsForSilence(sighting);
  if (within([{ start, end }], frame.sightings).some(whose)) return null;
  if (asked === 'F' && !canShowSilence(frame)) return null;
  if (!frame.baseline.isEnough || !frame.baseline.sightings.some(counts)) return null;
  const phi = usualDispersion(frame, counts);
  return {
    pValue: Math.exp(-predicted(frame.baseline, end - start, counts) / phi),
    restHolds:
      asked === 'A' ? justBeforeSaysSilent(frame, counts, phi) : sameHoursSaySilent(frame, whose, phi),
    count: 0,
  };
}

/** Ambiguity: as nothing of any kind may be there, all that was there before is expected again, outage failures too. */
function countsForSilence(_: Sighting): boolean {
  return true;
}

// "Where just before is not usable, the baseline alone decides silent, partly-silent and elevated."
function justBeforeSaysSilent(frame: Frame, counts: (sighting: Sighting) => boolean, phi: number): boolean {
  const { justBefore, observation } = frame;
  if (!justBefore.isEnough) return true;
  return Math.exp(-predicted(justBefore, lengthOf(observation), counts) / phi) < 0.01;
}

// "0.5^(n/φ) < 0.01 for each"
function sameHoursSaySilent(frame: Frame, whose: (sighting: Sighting) => boolean, phi: number): boolean {
  const { dayBefore, weekBefore } = sameHours(frame);
  return [dayBefore, ...(weekBefore ? [weekBefore] : [])].every(
    (hours) => 0.5 ** (countOrdinary(frame, hours, whose) / phi) < 0.01,
  );
}

// "Without the 7 days, an F that holds part of a Saturday or Sunday (UTC) shows no silence."
function canShowSilence(frame: Frame): boolean {
  return sameHours(frame).weekBefore !== null || !holdsWeekend(frame.followUp);
}

// "of them count what lies before s−τ and is no outage failure"
function countOrdinary(frame: Frame, hours: Interval, whose: (sighting: Sighting) => boolean): number {
  return within([hours], frame.sightings).filter((sighting) => whose(sighting) && isOrdinary(sighting))
    .length;
}

function holdsWeekend({ start, end }: Interval): boolean {
  for (let day = Math.floor(start / DAY) * DAY; day < end; day += DAY) {
    if ([0, 6].includes(new Date(day).getUTCDay())) return true;
  }
  return false;
}

// "fewer: n_A ordinary OOPSes, P(X ≤ n_A | μ) < α and n_A < 0.4 μ by the baseline, and the same at 0.01 by just before"
export function testFewer(frame: Frame): Test | null {
  const { baseline, justBefore } = frame;
  const n = ordinaryInA(frame).length;
  if (!baseline.isEnough || !baseline.sightings.some(isOrdinary)) return null;
  const byJustBefore = fewerThan(frame, justBefore, n);
  return {
    pValue: fewerThan(frame, baseline, n).pValue,
    restHolds:
      fewerThan(frame, baseline, n).isFewer &&
      (!justBefore.isEnough || (byJustBefore.pValue < 0.01 && byJustBefore.isFewer)),
    count: n,
  };
}

function fewerThan(frame: Frame, usual: Usual, n: number): { pValue: number; isFewer: boolean } {
  const phi = usualDispersion(frame, isOrdinary);
  const mean = predicted(usual, lengthOf(frame.observation), isOrdinary);
  return { pValue: poissonAtMost(Math.ceil(n / phi), mean / phi), isFewer: n < 0.4 * mean };
}

/** Ambiguity: the doubt about fewer asks for all that the row asks for, at another p. */
// "fewer ordinary ones … at p < 0.01 (by each judge)"
export function isFewerInDoubt(frame: Frame): boolean {
  const { baseline, justBefore } = frame;
  const n = ordinaryInA(frame).length;
  if (!baseline.isEnough || !baseline.sightings.some(isOrdinary)) return false;
  return [baseline, ...(justBefore.isEnough ? [justBefore] : [])].every((usual) => {
    const { pValue, isFewer } = fewerThan(frame, usual, n);
    return pValue < 0.01 && isFewer;
  });
}

function ordinaryInA(frame: Frame): Sighting[] {
  return within([frame.observation], frame.sightings).filter(isOrdinary);
}

/** The reporters that a system has in its baseline, and which of them were not heard. */
interface Reporters {
  readonly unheard: readonly string[];
  /** How many were heard that the baseline has not. */
  readonly newcomers: number;
}

// "some of S's reporters in the baseline (2 or more)"; "Reporters heard there and not in the baseline make up for as
// many: names change with a restart"
export function reportersOf(frame: Frame, asked: Asked): Reporters | null {
  const usual = reporterNames(frame.baseline.sightings);
  const heard = reporterNames(within([timeAsked(frame, asked)], frame.sightings));
  if (!frame.baseline.isEnough || !hasSeveral(usual)) return null;
  if (asked === 'F' && !canShowSilence(frame)) return null;
  return {
    unheard: usual.filter((name) => !heard.includes(name)),
    newcomers: heard.filter((name) => !usual.includes(name)).length,
  };
}

/** Ambiguity: it is of the baseline's reporters that there are to be two or more, not of the silent ones. */
function hasSeveral(usual: readonly string[]): boolean {
  return usual.length >= 2;
}

function reporterNames(sightings: readonly Sighting[]): string[] {
  return [...new Set(sightings.map(({ reporter }) => reporter.toUpperCase()))].sort();
}

export function isOfReporter(name: string): (sighting: Sighting) => boolean {
  return ({ reporter }) => reporter.toUpperCase() === name;
}

// "so many at once: P(at least so many | each with the larger of its P(0 | μ) by both judges, of F the day before) < α"
export function testAtOnce(frame: Frame, asked: Asked): Test | null {
  const reporters = reportersOf(frame, asked);
  if (!reporters) return null;
  // Ambiguity: the test is made also where nobody, or nobody too many, is unheard.
  const count = reporters.unheard.length - reporters.newcomers;
  const usual = reporterNames(frame.baseline.sightings);
  return {
    pValue: atLeastOf(
      count,
      usual.map((name) => chanceOfSilence(frame, asked, name)),
    ),
    restHolds: true,
    count,
  };
}

function chanceOfSilence(frame: Frame, asked: Asked, name: string): number {
  const counts = (sighting: Sighting) => isOfReporter(name)(sighting) && countsForSilence(sighting);
  const phi = usualDispersion(frame, counts);
  const length = lengthOf(timeAsked(frame, asked));
  const byBaseline = Math.exp(-predicted(frame.baseline, length, counts) / phi);
  if (asked === 'F') {
    return Math.max(
      byBaseline,
      Math.exp(-countOrdinary(frame, sameHours(frame).dayBefore, isOfReporter(name)) / phi),
    );
  }
  if (!frame.justBefore.isEnough) return byBaseline;
  return Math.max(byBaseline, Math.exp(-predicted(frame.justBefore, length, counts) / phi));
}

/** How many ordinary OOPSes there were in a length of time, against a judge. */
function riseOver(
  frame: Frame,
  usual: Usual,
  n: number,
  length: number,
): { pValue: number; isDoubled: boolean } {
  const phi = usualDispersion(frame, isOrdinary);
  const usualCount = usual.sightings.filter(isOrdinary).length;
  return {
    // "a count that shows many is rounded down, …, the baseline's up"
    pValue: conditional(Math.floor(n / phi), length, Math.ceil(usualCount / phi), usual.length),
    isDoubled: isDoubled(n, length, usualCount, usual.length),
  };
}

// "other failures in A: conditional binomial test of n_A in |A| against n_B in B gives p < α, and the rate at least
// doubled; the same without the densest sixth of A (the larger p counts); and against just before p < α and doubled"
export function testElevated(frame: Frame): Test | null {
  const { baseline, justBefore, observation, world } = frame;
  const n = ordinaryInA(frame).length;
  if (!baseline.isEnough || n === 0) return null;
  const length = lengthOf(observation);
  const whole = riseOver(frame, baseline, n, length);
  const rest = riseOver(frame, baseline, n - inDensestSixth(frame), (length * 5) / 6);
  const second = riseOver(frame, justBefore, n, length);
  return {
    pValue: Math.max(whole.pValue, rest.pValue),
    restHolds:
      whole.isDoubled &&
      rest.isDoubled &&
      (!justBefore.isEnough || (second.pValue < world.rules.verdict.alpha && second.isDoubled)),
    count: n,
  };
}

/** Ambiguity: the densest sixth may begin anywhere in A, so it begins with an OOPS. */
function inDensestSixth(frame: Frame): number {
  const times = ordinaryInA(frame).map(({ time }) => time);
  const sixth = lengthOf(frame.observation) / 6;
  return Math.max(...times.map((from) => times.filter((time) => from <= time && time < from + sixth).length));
}

// "a rise at p < 0.01 and doubled by each judge, densest sixth included"
export function isRiseInDoubt(frame: Frame): boolean {
  const n = ordinaryInA(frame).length;
  const judges = frame.justBefore.isEnough ? [frame.baseline, frame.justBefore] : [frame.baseline];
  if (!frame.baseline.isEnough || n === 0) return false;
  return judges.every((usual) => {
    const rise = riseOver(frame, usual, n, lengthOf(frame.observation));
    return rise.pValue < 0.01 && rise.isDoubled;
  });
}

// "the onset of a rise is the moment in A that parts it best (largest likelihood ratio of two rates, the second higher,
// against one)"
export function laterRiseOf(frame: Frame): LaterRise | null {
  const { observation, baseline, end } = frame;
  const ordinary = ordinaryInA(frame);
  const partings = ordinary
    .map(({ time }) => ({ time, ratio: likelihoodRatio(ordinary, observation, time) }))
    .sort((a, b) => b.ratio - a.ratio || a.time - b.time);
  const [onset] = partings;
  if (!onset || onset.ratio <= 0) return null;
  const before = { start: observation.start, end: onset.time };
  // "When at least 5 min of A lie before it, 2 ln of that ratio is at least 9 φ, and those minutes are not elevated by
  // themselves (p < 0.01 and doubled), the rise does not decide"
  if (lengthOf(before) < 5 * MINUTE) return null;
  if (2 * onset.ratio < 9 * usualDispersion(frame, isOrdinary)) return null;
  const early = riseOver(frame, baseline, within([before], ordinary).length, lengthOf(before));
  if (early.pValue < 0.01 && early.isDoubled) return null;
  return {
    start: onset.time,
    afterSeconds: (onset.time - end) / SECOND,
    signatures: risenSignatures(frame),
  };
}

/** ln of the likelihood of two rates over that of one; 0 where the second is not the higher. */
function likelihoodRatio(ordinary: readonly Sighting[], observation: Interval, at: number): number {
  const parts = [
    { start: observation.start, end: at },
    { start: at, end: observation.end },
  ].map((part) => ({
    length: lengthOf(part),
    count: ordinary.filter(({ time }) => isWithin([part], time)).length,
  }));
  const [first, second] = parts as [(typeof parts)[0], (typeof parts)[0]];
  if (first.length === 0 || second.length === 0) return 0;
  if (second.count / second.length <= first.count / first.length) return 0;
  const ofRate = (count: number, length: number) => (count === 0 ? 0 : count * Math.log(count / length));
  return (
    ofRate(first.count, first.length) +
    ofRate(second.count, second.length) -
    ofRate(first.count + second.count, first.length + second.length)
  );
}

/**
 * Ambiguity: the signatures that make up a rise are the five of A that are the most above their usual rate, but for those with
 * less than a tenth of the greatest excess, which may be chance.
 */
function risenSignatures(frame: Frame): string[] {
  const { rules } = frame.world;
  const nameOf = ({ type, value }: Sighting) => {
    const signature = signatureOf(
      { type, value, ...NO_EVENT },
      kindOf(rules, frame.system),
      rules.rules.signatures,
    );
    return `${signature.type}: ${signature.value}`;
  };
  const seen = ordinaryInA(frame).map(nameOf);
  const usual = frame.baseline.sightings.filter(isOrdinary).map(nameOf);
  const share = lengthOf(frame.observation) / frame.baseline.length;
  const risenBy = (name: string) => {
    const count = (all: readonly string[]) => all.filter((other) => other === name).length;
    return count(seen) - count(usual) * share;
  };
  const risen = [...new Set(seen)].sort().filter((name) => risenBy(name) > 0);
  const most = Math.max(...risen.map(risenBy));
  return risen
    .sort((a, b) => risenBy(b) - risenBy(a))
    .slice(0, 5)
    .filter((name) => risenBy(name) >= most / 10)
    .sort();
}

// "at least one OOPS of S that is no outage failure in A, or in F (proof of life), and the baseline predicts no more than
// 3 × what was seen there"
export function showsLife(frame: Frame, asked: Asked): boolean {
  const interval = timeAsked(frame, asked);
  const seen = within([interval], frame.sightings).filter(isOrdinary).length;
  if (seen === 0) return false;
  return canPredict(frame) && predicted(frame.baseline, lengthOf(interval), isOrdinary) <= 3 * seen;
}

/** Ambiguity: an insufficient baseline predicts nothing, so that proof of life cannot be told by it. */
function canPredict({ baseline }: Frame): boolean {
  return baseline.isEnough;
}
