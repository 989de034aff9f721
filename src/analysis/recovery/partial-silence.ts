import type { Told } from '../../text/told.js';
import type { ReporterCounts, TestResult, WorthALook } from '../evidence.js';
import { dispersion } from '../statistics/dispersion.js';
import { dropProbability, predict } from '../statistics/rates.js';
import { poissonBinomialUpperTail, poissonZero } from '../statistics/statistics.js';
import { type RecoveryFigures, wereDiscarded } from './recovery-figures.js';
import {
  adjustTests,
  type Conclusion,
  isSignificant,
  isWorthALook,
  type RawTest,
  type RecoveryRow,
  type ReporterSilence,
  type RowAnswer,
  type SilentReporter,
} from './recovery-row.js';
import * as say from './recovery-words.js';
import { SECOND_JUDGE, sameHoursProbability } from './silence.js';

/** A system that writes less than this share of what is usual writes fewer. */
const FEWER = 0.4;

/** Fewer ordinary OOPSes than usual, or some of the system's reporters silent while others came back. */
export const PARTLY_SILENT_IN_OBSERVATION: RecoveryRow = {
  name: 'partly silent',
  ask: (open, { verdict }) => askReporters(open, verdict.alpha, 'observation'),
};

/** Some of the system's reporters silent in the whole follow-up. */
export const PARTLY_SILENT_IN_FOLLOW_UP: RecoveryRow = {
  name: 'partly silent in the follow-up',
  ask: (open, { verdict }) => askReporters(open, verdict.alpha, 'follow-up'),
};

type Stretch = 'observation' | 'follow-up';

function askReporters(open: readonly RecoveryFigures[], alpha: number, stretch: Stretch): RowAnswer[] {
  const all = open.map((figures) => {
    const isHidden = wereDiscarded(figures, stretch);
    return {
      figures,
      fewer: stretch === 'observation' && !isHidden ? fewerTest(figures) : null,
      silence: isHidden ? null : reporterSilence(figures, stretch),
    };
  });
  // The tests of the row are adjusted together: for each system the fewer ones, those at once, and each reporter's.
  const raw = all.flatMap(({ fewer, silence }): (RawTest | null)[] => [
    fewer && { name: 'Poisson', pValue: fewer.pValue },
    silence && { name: 'Poisson binomial', pValue: silence.atOnce },
    ...(silence?.silent ?? []).map(({ pValue }): RawTest => ({ name: 'Poisson', pValue })),
  ]);
  const adjusted = adjustTests(raw, alpha);
  let place = 0;
  const take = (): TestResult | null => adjusted[place++] ?? null;
  return all.map(({ figures, fewer, silence }) => {
    const [fewerResult, atOnce] = [take(), take()];
    const silent = (silence?.silent ?? []).map((reporter) => ({ ...reporter, test: take() }));
    return answer({ figures, stretch, fewer, fewerResult, silence, atOnce, silent });
  });
}

interface Asked {
  readonly figures: RecoveryFigures;
  readonly stretch: Stretch;
  readonly fewer: Fewer | null;
  readonly fewerResult: TestResult | null;
  readonly silence: ReporterSilence | null;
  readonly atOnce: TestResult | null;
  readonly silent: readonly (SilentReporter & { readonly test: TestResult | null })[];
}

/** Reporters come first, so that they are named. */
function answer({ figures, stretch, fewer, fewerResult, silence, atOnce, silent }: Asked): RowAnswer {
  const watchedMs = stretch === 'observation' ? figures.observedMs : (figures.followUp?.ms ?? 0);
  const worthALook: WorthALook[] = [];
  const missing = silence?.silent.map(({ reporter }) => reporter) ?? [];
  if (silence) {
    const alone = silent.filter(({ agrees, test }) => agrees && isSignificant(test));
    const [first] = alone;
    if (first?.test && alone.length > silence.newcomers.length) {
      const names = alone.map(({ reporter }) => reporter);
      return concludes(say.reportersSilent(names, silence, watchedMs, first.test), first.test, names);
    }
    if (isSignificant(atOnce)) {
      return concludes(say.reportersSilent(missing, silence, watchedMs, atOnce), atOnce, missing);
    }
    if (isWorthALook(atOnce)) worthALook.push(look(missing.length, atOnce));
  }
  if (fewer?.agrees) {
    if (isSignificant(fewerResult)) return concludes(say.fewer(figures, fewerResult), fewerResult, []);
    if (isWorthALook(fewerResult)) worthALook.push(look(figures.others.length, fewerResult));
  }
  return { ...say.notPartlySilent(figures, fewerResult, silence, atOnce), worthALook };
}

function concludes(told: Told, test: TestResult, missingReporters: readonly string[]): RowAnswer {
  const conclusion: Conclusion = { verdict: 'partly-silent', ...told, test, missingReporters };
  return { ...told, conclusion };
}

function look(count: number, { pValue }: TestResult): WorthALook {
  return { type: null, of: 'partly-silent', count, pValue };
}

interface Fewer {
  readonly pValue: number;
  /** P-value by *just before*; null where it is not usable. */
  readonly second: number | null;
  /** Fewer than two fifths by each judge, and *just before* finds it unlikely too. */
  readonly agrees: boolean;
}

/** How unlikely so few ordinary OOPSes in the observation are, by the baseline and by what was seen just before. */
function fewerTest(figures: RecoveryFigures): Fewer | null {
  const { others, observedMs, baseline, justBefore } = figures;
  if (!baseline || baseline.ordinary === 0) return null;
  const now = { count: others.length, ms: observedMs };
  const phi = baseline.ordinaryDispersion;
  const usual = { count: baseline.ordinary, ms: baseline.ms };
  const before = justBefore && { count: justBefore.ordinary, ms: justBefore.lengthMs };
  const second = before && dropProbability(now, before, phi);
  const isFew = [usual, before].every((rate) => rate === null || now.count < FEWER * predict(rate, now.ms));
  return {
    pValue: dropProbability(now, usual, phi),
    second,
    agrees: isFew && (second === null || second < SECOND_JUDGE),
  };
}

function reporterSilence(figures: RecoveryFigures, stretch: Stretch): ReporterSilence | null {
  const { baseline, followUp, reporters } = figures;
  if (!baseline) return null;
  if (stretch === 'follow-up' && !followUp?.canShowSilence) return null;
  const heard = ({ observation, followUp: count }: ReporterCounts) =>
    (stretch === 'observation' ? observation : count) > 0;
  const known = reporters.filter((reporter) => reporter.baseline > 0);
  if (known.length < 2) return null;
  const judged = known.map((reporter) => ({ reporter, ...judge(reporter, figures, stretch) }));
  const silent = judged.filter(({ reporter }) => !heard(reporter));
  const newcomers = reporters
    .filter((reporter) => reporter.baseline === 0 && heard(reporter))
    .map(({ reporter }) => reporter);
  return {
    silent: silent.map(({ reporter: { reporter }, pValue, agrees }) => ({ reporter, pValue, agrees })),
    known: known.length,
    newcomers,
    atOnce: poissonBinomialUpperTail(
      silent.length - newcomers.length,
      judged.map(({ largest }) => largest),
    ),
  };
}

/** How likely a reporter's silence is: by the baseline, and by the larger of both judges. */
function judge(
  { baseline: count, bins, justBefore: countJustBefore, sameHours }: ReporterCounts,
  { baseline, justBefore, observedMs, followUp }: RecoveryFigures,
  stretch: Stretch,
): { readonly pValue: number; readonly largest: number; readonly agrees: boolean } {
  const phi = dispersion(bins);
  const watchedMs = stretch === 'observation' ? observedMs : (followUp?.ms ?? 0);
  const pValue = poissonZero(predict({ count, ms: baseline?.ms ?? 1 }, watchedMs) / phi);
  if (stretch === 'observation') {
    const second = justBefore
      ? poissonZero(predict({ count: countJustBefore, ms: justBefore.lengthMs }, watchedMs) / phi)
      : 0;
    return { pValue, largest: Math.max(pValue, second), agrees: second < SECOND_JUDGE };
  }
  const dayBefore = poissonZero((sameHours[0] ?? 0) / phi);
  return {
    pValue,
    largest: Math.max(pValue, dayBefore),
    agrees: sameHours.every((seen) => sameHoursProbability(seen, phi) < SECOND_JUDGE),
  };
}

/**
 * Why the system may be partly silent, where it is too weak for the row but too much for a recovery; null: it is not. Events
 * that were thrown away may be all that is missing, so that nobody is called silent for it; nor is it a recovery.
 */
export function doubtOfSilence(figures: RecoveryFigures): Told | null {
  const fewer = fewerTest(figures);
  if (fewer?.agrees && fewer.pValue < SECOND_JUDGE) return say.doubtOfFewer(figures, fewer.pValue);
  for (const stretch of ['observation', 'follow-up'] as const) {
    const silence = reporterSilence(figures, stretch);
    if (silence && silence.atOnce < SECOND_JUDGE) return say.doubtOfReporters(silence);
  }
  return null;
}
