import { millisecondsInMinute } from 'date-fns/constants';
import type { AttributionSettings } from '../../config/config.js';
import { endOrCap, type OutageWindow } from '../../outages/window.js';
import { covers, overlaps, totalLength } from '../../time/interval.js';
import type { BackgroundTest, DisposedSighting, Disposition } from '../disposition.js';
import { countOrdinary } from '../disposition.js';
import type { RowAccount, Sighting, SightingElsewhere, SystemEvidence, TestResult } from '../evidence.js';
import { duringOf } from '../phases.js';
import { dispersion } from '../statistics/dispersion.js';
import { dropProbability, predict } from '../statistics/rates.js';
import { poissonUpperTail } from '../statistics/statistics.js';
import { isSufficient } from '../stretches.js';
import type { NewTypes } from './failure-words.js';
import * as say from './failure-words.js';

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
  readonly shown: readonly Sighting[];
  /** The rows that were asked, in order; the last one decided. */
  readonly accounts: readonly RowAccount[];
}

/** A phase of a system's windows, and what was seen in these windows. */
export interface PhaseEvidence {
  readonly system: SystemEvidence;
  readonly windows: readonly OutageWindow[];
  /** What belongs to the windows, by time. */
  readonly sightings: readonly DisposedSighting[];
  /** What lies in their during-intervals and belongs to another outage, by time. */
  readonly elsewhere: readonly SightingElsewhere[];
  /** The tests that told the background in these windows from news. */
  readonly tests: readonly BackgroundTest[];
  /** Nothing later has been read: silence counts only up to there. */
  readonly observedUntil: number;
  readonly settings: FailureSettings;
}

export interface FailureSettings {
  readonly attribution: AttributionSettings;
  readonly verdict: { readonly alpha: number };
}

/** Fewer ordinary OOPSes do not say that a system went on as usual. */
const FEWEST_ORDINARY = 5;
/** Ordinary OOPSes are fewer than usual below this probability. */
const FEWER_THAN_USUAL = 0.01;
/** So many earlier downtimes, each with so many failed requests, say that a system fails when it should. */
const FEWEST_EARLIER = 10;
const FEWEST_REQUESTS = 5;

/** A stopped system must not be heard, but for work that the shutdown itself cut off or that came with its start. */
export function findInShutdown(phase: PhaseEvidence): Finding {
  const { expected } = sortOut(phase.sightings);
  const failures = [...expected, ...elsewhereOf(phase, true)];
  const others = [
    ...phase.sightings
      .filter(({ disposition }) => disposition !== 'expected')
      .map(({ sighting }) => sighting),
    ...elsewhereOf(phase, false),
  ];
  const heard = byTime(
    others.filter(({ time }) => phase.windows.some((window) => liesInside(window, time, phase))),
  );
  if (heard.length > 0) {
    return decide('not-shut-down', say.notShutDown(heard, phase.elsewhere), heard, []);
  }
  const edge = others.length - heard.length;
  const asked = [account('heard while it was shut down', say.notHeard(edge))];
  if (failures.length === 0 && edge === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  return decide('stayed-silent', say.stayedSilent(expected.length, edge), failures, asked);
}

/** Whether a moment lies in a shutdown by more than the clock tolerance. */
function liesInside(window: OutageWindow, time: number, { settings }: PhaseEvidence): boolean {
  const { clockTolerance, openWindowCap } = settings.attribution;
  const end = endOrCap(window, openWindowCap);
  return covers({ start: window.start + clockTolerance, end: end - clockTolerance }, time);
}

/** A system that no outage touches goes on as ever. */
export function findUnaffected(phase: PhaseEvidence): Finding {
  const { background, unexpected } = sortOut(phase.sightings);
  const asked: RowAccount[] = [];
  if (unexpected.length > 0) {
    if (!isSufficient(phase.system.baseline.intervals)) {
      return decide('no-evidence', say.affectedWithoutBaseline(unexpected.length), unexpected, asked);
    }
    const turnUp = explainNewTypes(phase, unexpected);
    if (!turnUp?.explained) {
      return decide('affected', say.affected(unexpected.length, phase.tests, turnUp), unexpected, asked);
    }
    asked.push(account('unexpected OOPSes', say.newTypesTurnUp(unexpected.length, turnUp)));
  } else asked.push(account('unexpected OOPSes', say.noneUnexpected(phase.tests)));
  const seen = phase.sightings.length + phase.elsewhere.length;
  if (seen === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  return decide(
    'unaffected',
    say.unaffected(background.length, unexpected.length, phase.tests),
    background,
    asked,
  );
}

/** In a partial outage a system may fail, in an expected way. */
export function findInPartial(phase: PhaseEvidence): Finding {
  const { expected, background, unexpected } = sortOut(phase.sightings);
  const asked: RowAccount[] = [];
  const failedUnexpectedly = findUnexpected(phase, asked);
  if (failedUnexpectedly) return failedUnexpectedly;
  const failures = byTime([...expected, ...elsewhereOf(phase, true)]);
  const ordinary = byTime([...background, ...elsewhereOf(phase, false)]);
  const seen = phase.sightings.length + phase.elsewhere.length;
  if (seen === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  const text =
    seen > 0
      ? say.allowed(failures.length, ordinary.length, unexpected.length, phase.elsewhere)
      : say.allowedToFail();
  return decide('allowed', text, byTime([...failures, ...ordinary]), asked);
}

/** In a downtime a system must fail, in an expected way. */
export function findInDowntime(phase: PhaseEvidence): Finding {
  const asked: RowAccount[] = [];
  return (
    findUnexpected(phase, asked) ??
    findExpected(phase, asked) ??
    findOrdinary(phase, asked) ??
    findFromEarlierDowntimes(phase, asked) ??
    findNothing(phase, asked)
  );
}

function findNothing(phase: PhaseEvidence, asked: readonly RowAccount[]): Finding {
  const ordinary = ordinaryOf(phase);
  if (ordinary.length === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  return decide('no-evidence', say.nothingSeen(ordinary, phase.elsewhere), ordinary, asked);
}

function findUnexpected(phase: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { expected, unexpected } = sortOut(phase.sightings);
  const row = 'unexpected OOPSes';
  if (unexpected.length === 0) {
    asked.push(account(row, say.noneUnexpected(phase.tests)));
    return null;
  }
  const turnUp = explainNewTypes(phase, unexpected);
  if (turnUp?.explained) {
    asked.push(account(row, say.newTypesTurnUp(unexpected.length, turnUp)));
    return null;
  }
  const text = say.failedUnexpectedly(
    unexpected,
    expected.length,
    phase.system.baseline,
    phase.tests,
    turnUp,
  );
  return decide('failed-unexpectedly', text, unexpected, asked);
}

function findExpected(phase: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { expected, background, unexpected } = sortOut(phase.sightings);
  const failures = byTime([...expected, ...elsewhereOf(phase, true)]);
  if (failures.length === 0) {
    asked.push(account('expected failures', 'None was seen.'));
    return null;
  }
  const text = say.failedAsExpected(failures, background.length, unexpected.length, phase.elsewhere);
  return decide('failed-as-expected', text, failures, asked);
}

/** A system that writes ordinary OOPSes as ever in a downtime, and no failure that it causes, went on as usual. */
function findOrdinary(phase: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { system, observedUntil, settings } = phase;
  const ordinary = ordinaryOf(phase);
  const row = 'went on as usual';
  const leave = (text: string): null => {
    asked.push(account(row, text));
    return null;
  };
  if (wereDiscarded(phase)) return leave(say.discardsHide());
  if (ordinary.length < FEWEST_ORDINARY) return leave(say.tooFewOrdinary(ordinary.length, FEWEST_ORDINARY));
  if (!isSufficient(system.baseline.intervals)) return leave(say.noBaseline());
  const now = {
    count: ordinary.length,
    ms: totalLength(duringOf(phase.windows, observedUntil, settings.attribution)),
  };
  const usual = { count: countAllOrdinary(system), ms: totalLength(system.baseline.intervals) };
  const phi = dispersion(system.downtimeBins);
  const pValue = dropProbability(now, usual, phi);
  const compared = say.wentOn(ordinary.length, predict(usual, now.ms), pValue, phi);
  if (pValue < FEWER_THAN_USUAL) return leave(`${compared}, which is fewer than usual.`);
  const test: TestResult = { name: 'Poisson', pValue, adjustedPValue: pValue, threshold: FEWER_THAN_USUAL };
  return decide(
    'did-not-fail',
    `It went on as usual: ${compared}${say.otherOutages(ordinary, phase.elsewhere)}, and no expected failure.`,
    ordinary,
    asked,
    { row, test },
  );
}

/** Where every one of many earlier downtimes shows failed requests, their absence says that the system did not fail. */
function findFromEarlierDowntimes({ system, ...phase }: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { earlierDowntimes } = system;
  const row = 'earlier downtimes';
  const leave = (text: string): null => {
    asked.push(account(row, text));
    return null;
  };
  if (wereDiscarded({ system, ...phase })) return leave(say.discardsHide());
  const failed = earlierDowntimes.filter(({ requests }) => requests >= FEWEST_REQUESTS);
  const compared = say.earlierDowntimes(failed.length, earlierDowntimes.length, FEWEST_REQUESTS);
  if (earlierDowntimes.length < FEWEST_EARLIER) return leave(say.tooFewEarlier(compared, FEWEST_EARLIER));
  if (failed.length < earlierDowntimes.length) return leave(`${compared}: it need not fail.`);
  return decide('did-not-fail', `No failure was seen, although ${compared}.`, [], asked, { row });
}

/** Null where some of the OOPSes are of a type that the baseline has, or where it can tell nothing. */
function explainNewTypes(
  { system, observedUntil, settings }: PhaseEvidence,
  unexpected: readonly (Sighting & { readonly window: OutageWindow })[],
): NewTypes | null {
  const { intervals, counts } = system.baseline;
  if (!isSufficient(intervals)) return null;
  if (unexpected.some(({ type }) => countOrdinary(system, type) > 0)) return null;
  const byType = new Map<string | null, number>();
  for (const { type, count, isOutageFailure } of counts) {
    if (!isOutageFailure) byType.set(type, (byType.get(type) ?? 0) + count);
  }
  const seenOnce = [...byType.values()].filter((count) => count === 1).length;
  if (seenOnce === 0) return null;
  const windows = [...new Set(unexpected.map(({ window }) => window))];
  const duringMs = totalLength(duringOf(windows, observedUntil, settings.attribution));
  const pValue = poissonUpperTail(unexpected.length, (seenOnce * duringMs) / totalLength(intervals));
  return { seenOnce, pValue, explained: pValue >= settings.verdict.alpha };
}

function countAllOrdinary({ baseline }: SystemEvidence): number {
  return baseline.counts.reduce((sum, { count, isOutageFailure }) => sum + (isOutageFailure ? 0 : count), 0);
}

/** The OOPSes in the during-intervals, as far as read, that are no outage failures, of whatever outage, by time. */
function ordinaryOf(phase: PhaseEvidence): Sighting[] {
  const { windows, observedUntil, settings } = phase;
  const intervals = duringOf(windows, observedUntil, settings.attribution);
  const own = phase.sightings
    .map(({ sighting }) => sighting)
    .filter(({ isOutageFailure }) => !isOutageFailure);
  return byTime(
    [...own, ...elsewhereOf(phase, false)].filter(({ time }) =>
      intervals.some((interval) => covers(interval, time)),
    ),
  );
}

function elsewhereOf({ elsewhere }: PhaseEvidence, isOutageFailure: boolean): Sighting[] {
  return elsewhere
    .map(({ sighting }) => sighting)
    .filter((sighting) => sighting.isOutageFailure === isOutageFailure);
}

function wereDiscarded(phase: PhaseEvidence): boolean {
  return countDiscarded(phase) > 0;
}

/** How many events were thrown away in the minutes that the during-intervals touch. */
function countDiscarded({ system, windows, observedUntil, settings }: PhaseEvidence): number {
  const intervals = duringOf(windows, observedUntil, settings.attribution);
  return system.discards
    .filter(({ minute: start }) =>
      intervals.some((interval) => overlaps(interval, { start, end: start + millisecondsInMinute })),
    )
    .reduce((sum, { count }) => sum + count, 0);
}

function discarded(phase: PhaseEvidence, asked: readonly RowAccount[]): Finding {
  return decide('no-evidence', say.onlyDiscards(countDiscarded(phase)), [], asked, { row: 'discards' });
}

type Sorted = Record<Disposition, DisposedSighting['sighting'][]>;

function sortOut(sightings: readonly DisposedSighting[]): Sorted {
  const sorted: Sorted = { expected: [], background: [], unexpected: [] };
  for (const { sighting, disposition } of sightings) sorted[disposition].push(sighting);
  return sorted;
}

function byTime<T extends Sighting>(sightings: T[]): T[] {
  return sightings.sort((a, b) => a.time - b.time);
}

const ROW_OF: Readonly<Partial<Record<FailureVerdict, string>>> = {
  'not-shut-down': 'heard while it was shut down',
  'failed-unexpectedly': 'unexpected OOPSes',
  affected: 'unexpected OOPSes',
  'failed-as-expected': 'expected failures',
};

function decide(
  verdict: FailureVerdict,
  text: string,
  shown: readonly Sighting[],
  asked: readonly RowAccount[],
  { row = ROW_OF[verdict] ?? verdict, test }: { readonly row?: string; readonly test?: TestResult } = {},
): Finding {
  const accounts = [...asked, { row, text, decided: true }];
  return { verdict, text, shown, accounts, ...(test ? { test } : {}) };
}

function account(row: string, text: string): RowAccount {
  return { row, text, decided: false };
}
