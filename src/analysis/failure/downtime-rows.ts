import { type Told, tell } from '../../text/told.js';
import { totalLength } from '../../time/interval.js';
import type { RowAccount, SystemEvidence, TestResult } from '../evidence.js';
import { duringOf } from '../phases.js';
import { dispersion } from '../statistics/dispersion.js';
import { dropProbability, predict } from '../statistics/rates.js';
import { isSufficient } from '../stretches.js';
import * as say from './failure-words.js';
import { account, decide, type Finding } from './finding.js';
import { ordinaryOf, type PhaseEvidence, wereDiscarded } from './phase-evidence.js';

/** Fewer ordinary OOPSes do not say that a system went on as usual. */
const FEWEST_ORDINARY = 5;
/** Ordinary OOPSes are fewer than usual below this probability. */
const FEWER_THAN_USUAL = 0.01;
/** So many earlier downtimes, each with so many failed requests, say that a system fails when it should. */
const FEWEST_EARLIER = 10;
const FEWEST_REQUESTS = 5;

/** A system that writes ordinary OOPSes as ever in a downtime, and no failure that it causes, went on as usual. */
export function findOrdinary(phase: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { system, observedUntil, settings } = phase;
  const ordinary = ordinaryOf(phase);
  const row = 'went on as usual';
  const leave = (told: Told): null => {
    asked.push(account(row, told));
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
  if (pValue < FEWER_THAN_USUAL) return leave(tell`${compared}, which is fewer than usual.`);
  const test: TestResult = { name: 'Poisson', pValue, adjustedPValue: pValue, threshold: FEWER_THAN_USUAL };
  return decide(
    'did-not-fail',
    tell`It went on as usual: ${compared}${say.otherOutages(ordinary, phase.elsewhere)}, and no expected failure.`,
    ordinary,
    asked,
    { row, test },
  );
}

/** Where every one of many earlier downtimes shows failed requests, their absence says that the system did not fail. */
export function findFromEarlierDowntimes(
  { system, ...phase }: PhaseEvidence,
  asked: RowAccount[],
): Finding | null {
  const { earlierDowntimes } = system;
  const row = 'earlier downtimes';
  const leave = (told: Told): null => {
    asked.push(account(row, told));
    return null;
  };
  if (wereDiscarded({ system, ...phase })) return leave(say.discardsHide());
  const failed = earlierDowntimes.reduce((sum, requests) => sum + Number(requests >= FEWEST_REQUESTS), 0);
  const compared = say.earlierDowntimes(failed, earlierDowntimes.length, FEWEST_REQUESTS);
  if (earlierDowntimes.length < FEWEST_EARLIER) return leave(say.tooFewEarlier(compared, FEWEST_EARLIER));
  if (failed < earlierDowntimes.length) return leave(tell`${compared}: it need not fail.`);
  return decide('did-not-fail', tell`No failure was seen, although ${compared}.`, [], asked, { row });
}

function countAllOrdinary({ baseline }: SystemEvidence): number {
  return baseline.counts.reduce((sum, { count, isOutageFailure }) => sum + (isOutageFailure ? 0 : count), 0);
}
