import { lengthOf, totalLength } from '../../src/time/interval.js';
import { adjustTogether, binomialAtMost } from './exact-tails.js';
import {
  type Asked,
  failuresDuring,
  isFewerInDoubt,
  isOfReporter,
  isRiseInDoubt,
  lateFailures,
  laterRiseOf,
  reportersOf,
  showsLife,
  type Test,
  testAtOnce,
  testElevated,
  testFewer,
  testLate,
  testSilent,
} from './figures.js';
import type { Frame } from './frame.js';
import { countRequests } from './requests.js';
import type { LaterRise, Recovery, RecoveryOutcome, WorthALook } from './scenario.js';
import { isOrdinary, isWithin, MINUTE, SECOND, type Sighting, within } from './world.js';

/** What a row decided about one system. */
interface Decision {
  readonly verdict: Recovery;
  readonly way: string;
  readonly lag?: number;
  readonly missing?: readonly string[];
}

/** One system on its way down the table. */
interface Case {
  readonly frame: Frame;
  readonly doubts: readonly string[];
  laterRise: LaterRise | null;
  decision: Decision | null;
  readonly worthALook: WorthALook[];
}

/** A test of a system, and what is said when it decides. */
interface Row extends Test {
  readonly of: Case;
  readonly name: string;
}

export interface JudgedRecovery {
  readonly outcome: RecoveryOutcome;
  readonly worthALook: readonly WorthALook[];
}

/** Whether the systems of an outage recovered, in the order of the frames. */
export function judgeRecoveries(frames: readonly Frame[]): JudgedRecovery[] {
  const cases = frames.map(
    (frame): Case => ({
      frame,
      doubts: doubtsOf(frame),
      laterRise: null,
      decision: beforeTests(frame),
      worthALook: [],
    }),
  );
  // Ambiguity: F is asked row by row, where that row decided nothing by A.
  // "follow-up F: asked only where A gave no evidence, for the rows that say so"; "A and F apart"
  for (const decide of [decideLate, decideSilent, decidePartlySilent]) {
    decide(cases, 'A');
    decide(cases, 'F');
  }
  decideElevated(cases);
  decideRecovered(cases);
  return cases.map(outcomeOf);
}

/** The rows that need no test. */
function beforeTests(frame: Frame): Decision | null {
  const { world, observation, roomForObservation } = frame;
  const { minimumObservation } = world.rules.verdict;
  // "a window of S in O is still open"
  if (frame.isOpen) return { verdict: 'ongoing', way: 'open' };
  // "A is shorter than 5 min (default): too-early; where the next window leaves no more, no-evidence"
  if (lengthOf(observation) < minimumObservation) {
    return roomForObservation < minimumObservation
      ? { verdict: 'no-evidence', way: 'next window' }
      : { verdict: 'too-early', way: 'too early' };
  }
  // "late outage failures with an insufficient baseline"
  if (!frame.baseline.isEnough && lateFailures(frame, [observation]).length > 0) {
    return { verdict: 'no-evidence', way: 'insufficient baseline' };
  }
  return null;
}

function undecided(cases: readonly Case[]): Case[] {
  return cases.filter(({ decision }) => decision === null);
}

/** The tests of one row that decide once they are adjusted together; what misses by that alone is worth a look. */
function decisive(rows: readonly Row[]): Row[] {
  const adjusted = adjustTogether(rows.map(({ pValue }) => pValue));
  return rows.filter(({ of, name, pValue, restHolds, count }, index) => {
    const { alpha } = of.frame.world.rules.verdict;
    const decides = (adjusted[index] ?? 1) < alpha;
    if (restHolds && pValue < alpha && !decides)
      of.worthALook.push({ test: name, type: null, count, pValue });
    return restHolds && decides;
  });
}

function rowsOf(cases: readonly Case[], name: string, test: (frame: Frame) => Test | null): Row[] {
  return undecided(cases).flatMap((of) => {
    const made = test(of.frame);
    return made ? [{ ...made, of, name }] : [];
  });
}

// "late outage failures: … p < α, and the rate at least doubled; asked again of the first 3 h of F, less storms as in the
// baseline; with less than 5 min of it after the last one: not-recovered"
function decideLate(cases: readonly Case[], asked: Asked): void {
  const stretchesOf = (frame: Frame) => (asked === 'A' ? [frame.observation] : frame.firstHours);
  const quiets: (Row & { lag: number })[] = [];
  for (const { of } of decisive(rowsOf(cases, 'late', (frame) => testLate(frame, stretchesOf(frame))))) {
    const { frame } = of;
    const stretches = stretchesOf(frame);
    const late = lateFailures(frame, stretches);
    const last = Math.max(...late.map(({ time }) => time));
    const quiet = stretches
      .map(({ start, end }) => ({ start: Math.max(start, last), end }))
      .filter(({ start, end }) => start < end);
    const q = totalLength(quiet);
    of.decision = { verdict: 'not-recovered', way: `late in ${asked}` };
    if (q < 5 * MINUTE) continue;
    // "the same, 5 min or more of quiet after the last one; and an ordinary OOPS in it, or the quiet q decides:
    // (D/(D+q))^(K+n) < α with D = d + (last − e): recovered-late, lag = last late one − e; else not-recovered"
    const lag = last - frame.end;
    if (within(quiet, frame.sightings).some(isOrdinary)) {
      of.decision = { verdict: 'recovered-late', way: `life after late in ${asked}`, lag };
    } else if (canConcludeFromAbsence(frame, asked)) {
      const { requests, length } = failuresDuring(frame);
      const count = testLate(frame, stretches)?.count ?? 0;
      const D = length + lag;
      quiets.push({
        of,
        name: 'quiet',
        pValue: (D / (D + q)) ** (requests + count),
        restHolds: true,
        count,
        lag,
      });
    }
  }
  // Ambiguity: the quiet is a test of a row, so it is adjusted with the others of its kind.
  const decided = decisive(quiets);
  for (const row of quiets.filter(({ of }) => decided.some((other) => other.of === of))) {
    row.of.decision = { verdict: 'recovered-late', way: `quiet after late in ${asked}`, lag: row.lag };
  }
}

/**
 * Ambiguity: that a quiet decides is a recovery by absence, which discards forbid. The table forbids it with discards in A,
 * the rule below with those in the windows, too: neither is to be concluded against the other.
 */
function canConcludeFromAbsence(frame: Frame, asked: Asked): boolean {
  return !hasDiscards(frame, asked);
}

// "with discards of S's reporters in the windows or A: silent, partly-silent and recovery by absence cannot be concluded"
/** Ambiguity: what is silent in F may have been thrown away there, too. */
function hasDiscards({ discards }: Frame, asked: Asked): boolean {
  return discards.inWindows || discards.inObservation || (asked === 'F' && discards.inFollowUp);
}

function decideSilent(cases: readonly Case[], asked: Asked): void {
  const test = (frame: Frame) => (hasDiscards(frame, asked) ? null : testSilent(frame, asked, () => true));
  for (const { of } of decisive(rowsOf(cases, 'silent', test))) {
    of.decision = { verdict: 'silent', way: asked };
  }
}

/** Ambiguity: the three tests of this row are of one kind, for the rules call a row a kind. */
function decidePartlySilent(cases: readonly Case[], asked: Asked): void {
  const open = undecided(cases).filter(({ frame }) => !hasDiscards(frame, asked));
  const fewer = asked === 'A' ? rowsOf(open, 'fewer', testFewer) : [];
  const each = open.flatMap((of) =>
    (reportersOf(of.frame, asked)?.unheard ?? []).flatMap((reporter) => {
      const test = testSilent(of.frame, asked, isOfReporter(reporter));
      return test ? [{ ...test, of, name: 'reporter', reporter }] : [];
    }),
  );
  const atOnce = rowsOf(open, 'at once', (frame) => testAtOnce(frame, asked));
  const decided = new Set<Row>(decisive([...fewer, ...each, ...atOnce]));
  for (const of of open) {
    const reporters = reportersOf(of.frame, asked);
    const silent = each.filter((row) => row.of === of && decided.has(row)).map(({ reporter }) => reporter);
    if (silent.length > (reporters?.newcomers ?? 0)) {
      of.decision = { verdict: 'partly-silent', way: `reporters in ${asked}`, missing: silent };
    } else if (atOnce.some((row) => row.of === of && decided.has(row))) {
      of.decision = {
        verdict: 'partly-silent',
        way: `at once in ${asked}`,
        missing: reporters?.unheard ?? [],
      };
    } else if (fewer.some((row) => row.of === of && decided.has(row))) {
      of.decision = { verdict: 'partly-silent', way: 'fewer in A' };
    }
  }
}

/** Ambiguity: a later rise is told of only where the rise would have decided. */
function decideElevated(cases: readonly Case[]): void {
  for (const { of } of decisive(rowsOf(cases, 'elevated', testElevated))) {
    // "elevated, …, unless it is a later rise"
    of.laterRise = laterRiseOf(of.frame);
    if (of.laterRise === null) of.decision = { verdict: 'elevated', way: 'A' };
  }
}

// "doubt: what is too weak for an alarm is too much for `recovered`: late failures at p < 0.05 and doubled, in A or F;
// fewer ordinary ones or reporters silent at once at p < 0.01 (by each judge); a rise at p < 0.01 and doubled by each
// judge, densest sixth included, that is no later rise."
function doubtsOf(frame: Frame): string[] {
  if (beforeTests(frame) !== null) return [];
  const isLate = (test: Test | null) => test?.restHolds && test.pValue < 0.05;
  // Ambiguity: reporters silent at once raise a doubt in A and in F; that discards may hide them takes none away.
  const atOnce = (asked: Asked) => (testAtOnce(frame, asked)?.pValue ?? 1) < 0.01;
  return [
    ...(isLate(testLate(frame, [frame.observation])) ? ['late in A'] : []),
    ...(isLate(testLate(frame, frame.firstHours)) ? ['late in F'] : []),
    ...(isFewerInDoubt(frame) ? ['fewer'] : []),
    ...(atOnce('A') || atOnce('F') ? ['at once'] : []),
    ...(isRiseInDoubt(frame) && laterRiseOf(frame) === null ? ['rise'] : []),
  ];
}

// "no doubt, and: P(X ≤ n | Binomial(n+K, |A|/(d+|A|))) < α for n late requests in A (with none, (d/(d+|A|))^K), no
// discards in A; or at least one OOPS of S that is no outage failure in A, or in F (proof of life)"
// Ambiguity: the tests of absence are made for the doubtful, too.
function decideRecovered(cases: readonly Case[]): void {
  const absent = new Set(decisive(rowsOf(cases, 'absence', testAbsence)).map(({ of }) => of));
  for (const of of undecided(cases).filter(({ doubts }) => doubts.length === 0)) {
    const life = (['A', 'F'] as const).find((asked) => showsLife(of.frame, asked));
    const way = absent.has(of) ? 'absence' : life ? `life in ${life}` : null;
    if (way !== null) of.decision = { verdict: 'recovered', way, lag: lagOf(of.frame) };
  }
}

function testAbsence(frame: Frame): Test | null {
  const { requests, length } = failuresDuring(frame);
  if (requests === 0 || !canConcludeFromAbsence(frame, 'A')) return null;
  const watched = lengthOf(frame.observation);
  const n = countRequests(lateFailures(frame, [frame.observation]));
  return {
    pValue: binomialAtMost(n, n + requests, watched / (length + watched)),
    restHolds: true,
    count: requests,
  };
}

// "lag = last outage failure in [e, e+τ+γ) − e (0 if none)"
function lagOf({ sightings, end, observation }: Frame): number {
  const times = sightings
    .filter(
      (sighting: Sighting) =>
        sighting.isOutageFailure && isWithin([{ start: end, end: observation.start }], sighting.time),
    )
    .map(({ time }) => time);
  return Math.max(end, ...times) - end;
}

function outcomeOf({ frame, decision, doubts, laterRise, worthALook }: Case): JudgedRecovery {
  const { verdict, way, lag, missing } = decision ?? { verdict: 'no-evidence', way: 'otherwise' };
  return {
    outcome: {
      verdict,
      way,
      lagSeconds: lag === undefined ? null : lag / SECOND,
      secondsNeeded: secondsNeeded(frame, verdict),
      missingReporters: missing ?? [],
      laterRise,
      doubts,
    },
    worthALook,
  };
}

/** Ambiguity: only for `too-early` is it plain what is missing; how long `no-evidence` would take is left open here. */
// "For too-early and no-evidence, secondsNeeded says how much longer to watch before the answer can be had"
function secondsNeeded({ world, observation }: Frame, verdict: Recovery): number | null {
  if (verdict !== 'too-early') return null;
  return (observation.start + world.rules.verdict.minimumObservation - world.observedUntil) / SECOND;
}
