import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import { lengthOf } from '../time/interval.js';
import type { DisposedSystem } from './disposition.js';
import type { Evidence, OutageEvidence, TestResult } from './evidence.js';
import { DECISIVE_MEAN, measureRecovery, type RecoveryFigures, secondsNeeded } from './recovery-figures.js';
import * as say from './recovery-words.js';
import { adjustPValues, binomialUpperTail, poissonUpperTail, poissonZero } from './statistics.js';

/** Whether a system came back. */
export interface RecoveryCheck {
  readonly verdict: RecoveryVerdict;
  /** From the end of the outage to the last failure it caused; null where there is no such thing. */
  readonly lagSeconds: number | null;
  /** How much longer to watch before the answer can be had; null where it is known or cannot be had by watching. */
  readonly secondsNeeded: number | null;
  /** Time of the first OOPS of the system after the outage's end; null when none was heard. */
  readonly firstHeardAgain: number | null;
  readonly evidence: Evidence;
}

/**
 * Decides for every system of an outage whether it recovered: the rows of the recovery table, the first that matches.
 * The rows are taken one after another over all systems, because the p-values of tests of one kind are adjusted for
 * how many of them were made.
 *
 * Returns one check a system, in the order of the evidence.
 */
export function checkRecoveries(
  evidence: OutageEvidence,
  disposed: readonly DisposedSystem[],
  settings: RecoverySettings,
): RecoveryCheck[] {
  const all = evidence.systems.map((system, index) =>
    measureRecovery(system, disposed[index]?.sightings ?? [], evidence.observedUntil, settings),
  );
  const conclusions = new Map<RecoveryFigures, Conclusion>();
  for (const row of RECOVERY_ROWS) {
    const open = all.filter((figures) => !conclusions.has(figures));
    const tests = testAll(row, open, settings.verdict.alpha);
    for (const figures of open) {
      const conclusion = row.conclude(figures, tests.get(figures) ?? null, settings);
      if (conclusion) conclusions.set(figures, conclusion);
    }
  }
  return all.map((figures) => {
    const conclusion = conclusions.get(figures) ?? concludeAtLast(figures, settings);
    return {
      verdict: conclusion.verdict,
      lagSeconds: conclusion.lagSeconds ?? null,
      secondsNeeded: conclusion.secondsNeeded ?? null,
      firstHeardAgain: figures.firstHeardAgain,
      evidence: {
        text: conclusion.text,
        test: conclusion.test ?? null,
        oopsIds: conclusion.oopsIds ?? [],
      },
    };
  });
}

/** Makes a row's test for every system that has come to it and can be tested. */
function testAll(
  { test }: RecoveryRow,
  open: readonly RecoveryFigures[],
  threshold: number,
): Map<RecoveryFigures, TestResult> {
  if (!test) return new Map();
  const made = open.flatMap((figures) => {
    const pValue = test.pValueOf(figures);
    return pValue === null ? [] : [{ figures, pValue }];
  });
  const adjusted = adjustPValues(made.map(({ pValue }) => pValue));
  return new Map(
    made.map(({ figures, pValue }, index) => [
      figures,
      { name: test.name, pValue, adjustedPValue: adjusted[index] ?? pValue, threshold },
    ]),
  );
}

export const RECOVERY_VERDICTS = [
  'recovered',
  'recovered-late',
  'not-recovered',
  'elevated',
  'silent',
  'ongoing',
  'too-early',
  'no-evidence',
] as const;
export type RecoveryVerdict = (typeof RECOVERY_VERDICTS)[number];

export interface RecoverySettings {
  readonly attribution: AttributionSettings;
  readonly verdict: VerdictSettings;
}

/** What a row says of a system. */
export interface Conclusion {
  readonly verdict: RecoveryVerdict;
  readonly text: string;
  readonly lagSeconds?: number;
  readonly secondsNeeded?: number | null;
  readonly test?: TestResult | null;
  readonly oopsIds?: readonly string[];
}

/** One row of the recovery table: the test it needs, and what it concludes, null leaving it to the rows below. */
export interface RecoveryRow {
  readonly test?: {
    readonly name: TestResult['name'];
    /** Null where the test cannot or need not be made. */
    readonly pValueOf: (figures: RecoveryFigures) => number | null;
  };
  readonly conclude: (
    figures: RecoveryFigures,
    test: TestResult | null,
    settings: RecoverySettings,
  ) => Conclusion | null;
}

/** The recovery table in its order; `concludeAtLast` holds its last two rows, which need no test. */
const RECOVERY_ROWS: readonly RecoveryRow[] = [
  { conclude: concludeBeforeWatching },
  { test: { name: 'Poisson', pValueOf: latePValue }, conclude: concludeFromLateFailures },
  { test: { name: 'Poisson', pValueOf: silencePValue }, conclude: concludeFromSilence },
  { test: { name: 'conditional binomial', pValueOf: risePValue }, conclude: concludeFromRise },
];

function concludeBeforeWatching(
  figures: RecoveryFigures,
  _test: TestResult | null,
  settings: RecoverySettings,
): Conclusion | null {
  const { observation } = figures;
  if (!observation) return { verdict: 'ongoing', text: say.ongoing() };
  if (lengthOf(observation.interval) < settings.verdict.minimumObservation) {
    const needed = secondsNeeded(figures, settings);
    const text = say.tooEarly(figures, needed);
    return { verdict: 'too-early', secondsNeeded: needed, text };
  }
  return null;
}

function latePValue({ late, baseline, observedMs }: RecoveryFigures): number | null {
  if (late.length === 0 || !baseline) return null;
  return poissonUpperTail(late.length, (baseline.outageFailures * observedMs) / baseline.lengthMs);
}

/** Late failures that nothing can be held against are no recovery either: without a baseline it stays open. */
function concludeFromLateFailures(
  figures: RecoveryFigures,
  test: TestResult | null,
  settings: RecoverySettings,
): Conclusion | null {
  const last = figures.late.at(-1);
  if (!last || !figures.observation || figures.end === null) return null;
  if (!figures.baseline) {
    const text = say.lateWithoutBaseline(figures);
    return {
      verdict: 'no-evidence',
      text,
      oopsIds: ids(figures.late),
    };
  }
  if (!isSignificant(test)) return null;
  const quietMs = figures.observation.interval.end - last.time;
  if (quietMs < settings.verdict.minimumObservation) {
    const text = say.notRecovered(figures, test);
    return {
      verdict: 'not-recovered',
      text,
      test,
      oopsIds: ids(figures.late),
    };
  }
  const lagSeconds = (last.time - figures.end) / 1000;
  const text = say.recoveredLate(figures, lagSeconds, test);
  return {
    verdict: 'recovered-late',
    lagSeconds,
    text,
    test,
    oopsIds: ids(figures.late),
  };
}

function silencePValue({ observed, baseline, observedMs }: RecoveryFigures): number | null {
  if (observed.length > 0 || !baseline) return null;
  return poissonZero((baseline.any * observedMs) / baseline.lengthMs);
}

function concludeFromSilence(figures: RecoveryFigures, test: TestResult | null): Conclusion | null {
  if (!isSignificant(test)) return null;
  return { verdict: 'silent', text: say.silent(figures, test), test };
}

/** Given how many there were in both stretches together, how likely so many of them after the outage would be. */
function risePValue({ others, baseline, observedMs }: RecoveryFigures): number | null {
  if (others.length === 0 || !baseline) return null;
  const both = others.length + baseline.others;
  return binomialUpperTail(others.length, both, observedMs / (observedMs + baseline.lengthMs));
}

function concludeFromRise(figures: RecoveryFigures, test: TestResult | null): Conclusion | null {
  const { others, baseline, observedMs } = figures;
  if (!isSignificant(test) || !baseline) return null;
  const hasDoubled = others.length / observedMs >= (2 * baseline.others) / baseline.lengthMs;
  if (!hasDoubled) return null;
  const text = say.elevated(figures, test);
  return { verdict: 'elevated', text, test, oopsIds: ids(others) };
}

/** A decisive absence of failures, or proof of life, is recovery; anything less is no evidence. */
function concludeAtLast(figures: RecoveryFigures, settings: RecoverySettings): Conclusion {
  const { failureRate, observedMs, others, baseline } = figures;
  const isDecisive = failureRate * observedMs >= DECISIVE_MEAN;
  const predicted = baseline ? (baseline.others * observedMs) / baseline.lengthMs : null;
  const isAlive = others.length > 0 && predicted !== null && predicted <= 3 * others.length;
  if (isDecisive || isAlive) {
    const lagSeconds = figures.lagSeconds ?? 0;
    const text = say.recovered(figures, lagSeconds, isDecisive);
    return { verdict: 'recovered', lagSeconds, text, oopsIds: ids(others) };
  }
  const needed = secondsNeeded(figures, settings);
  return {
    verdict: 'no-evidence',
    secondsNeeded: needed,
    text: say.noEvidence(figures, needed),
  };
}

function ids(sightings: readonly { readonly oopsId: string }[]): string[] {
  return sightings.slice(0, 5).map(({ oopsId }) => oopsId);
}

function isSignificant(test: TestResult | null): test is TestResult {
  return test !== null && test.adjustedPValue < test.threshold;
}
