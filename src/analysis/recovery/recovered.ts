import type { Told } from '../../text/told.js';
import { predict } from '../statistics/rates.js';
import { binomialLowerTail } from '../statistics/statistics.js';
import { isDoubled, lateTest } from './late-failures.js';
import { doubtOfSilence } from './partial-silence.js';
import {
  type LateFailures,
  type RecoveryFigures,
  type RecoverySettings,
  wereDiscarded,
} from './recovery-figures.js';
import {
  adjustTests,
  firstIds,
  isSignificant,
  type Life,
  type RawTest,
  type RecoveryRow,
  type RowAnswer,
} from './recovery-row.js';
import * as say from './recovery-words.js';
import { doubtOfRise } from './rise.js';
import { secondsNeeded } from './seconds-needed.js';

/** Late failures below this probability are a doubt. */
const DOUBTFUL = 0.05;
/** A system is alive by what it wrote, unless the baseline predicts more than so many times that. */
const MOST_PREDICTED = 3;

/** Without a doubt, a decisive absence of failures or proof of life is recovery. */
export const RECOVERED: RecoveryRow = {
  name: 'recovered',
  ask(open, settings) {
    const tests = adjustTests(open.map(absenceTest), settings.verdict.alpha);
    return open.map((figures, index): RowAnswer => {
      const test = tests[index] ?? null;
      const doubt = doubtOfRecovery(figures, settings);
      if (doubt !== null) return doubt;
      const life = proofOfLife(figures);
      if (!isSignificant(test) && life === null) return say.neitherAbsentNorAlive(figures, test);
      const lagSeconds = figures.lagSeconds ?? 0;
      const decided = isSignificant(test) ? test : undefined;
      const told = say.recovered(figures, lagSeconds, decided, life);
      return {
        ...told,
        conclusion: {
          verdict: 'recovered',
          lagSeconds,
          ...told,
          oopsIds: firstIds(figures.others),
          ...(decided ? { test: decided } : {}),
        },
      };
    });
  },
};

/** Anything less is no evidence. */
export const NO_EVIDENCE: RecoveryRow = {
  name: 'no evidence',
  ask: (open, settings) =>
    open.map((figures): RowAnswer => {
      const needed = secondsNeeded(figures, settings);
      const told = say.noEvidence(figures, doubtOfRecovery(figures, settings), needed);
      return { ...told, conclusion: { verdict: 'no-evidence', secondsNeeded: needed, ...told } };
    }),
};

/**
 * Had the outage gone on as it failed, how likely it would be that so few requests failed in the observation; null where
 * events were thrown away: a client that was muted in the storm can be mute still.
 */
function absenceTest(figures: RecoveryFigures): RawTest | null {
  const { failedRequests, duringMs, observedMs, late } = figures;
  const requests = late?.requests ?? 0;
  if (failedRequests === 0 || wereDiscarded(figures)) return null;
  const share = observedMs / (duringMs + observedMs);
  return { name: 'binomial', pValue: binomialLowerTail(requests, failedRequests + requests, share) };
}

/** Where the system proved that it is alive: it wrote what the outage does not cause, and not far too little of it. */
function proofOfLife({ others, observedMs, followUp, baseline }: RecoveryFigures): Life | null {
  if (!baseline) return null;
  const usual = { count: baseline.ordinary, ms: baseline.ms };
  const isAlive = (count: number, ms: number) => count > 0 && predict(usual, ms) <= MOST_PREDICTED * count;
  if (isAlive(others.length, observedMs)) return { ordinary: others.length, ms: observedMs };
  if (followUp && isAlive(followUp.ordinary, followUp.ms)) {
    return { ordinary: followUp.ordinary, ms: followUp.ms };
  }
  return null;
}

/** What is too weak for an alarm is too much for a recovery, in words; null without a doubt. */
function doubtOfRecovery(figures: RecoveryFigures, settings: RecoverySettings): Told | null {
  return (
    doubtOfLate(figures, figures.late) ??
    doubtOfLate(figures, figures.followUp?.late ?? null) ??
    doubtOfSilence(figures) ??
    doubtOfRise(figures, settings)
  );
}

function doubtOfLate(figures: RecoveryFigures, late: LateFailures | null): Told | null {
  const test = lateTest(figures, late);
  if (!late || !test || test.pValue >= DOUBTFUL || !isDoubled(figures, late)) return null;
  return say.doubtOfLate(figures, late, test.pValue);
}
