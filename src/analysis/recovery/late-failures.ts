import { onlyTold } from '../../text/told.js';
import type { TestResult } from '../evidence.js';
import { hasDoubled, riseProbability } from '../statistics/rates.js';
import {
  type LateFailures,
  type RecoveryFigures,
  type RecoverySettings,
  wereDiscarded,
} from './recovery-figures.js';
import {
  adjustTests,
  type Conclusion,
  firstIds,
  isSignificant,
  isWorthALook,
  type RawTest,
  type RecoveryRow,
  type RowAnswer,
} from './recovery-row.js';
import * as say from './recovery-words.js';

/** Which stretch after the outage a row asks: the observation, or the follow-up. */
type Stretch = 'observation' | 'follow-up';

/** Late failures that nothing can be held against are no recovery either: without a baseline it stays open. */
export const LATE_WITHOUT_BASELINE: RecoveryRow = {
  name: 'late failures without a baseline',
  ask: (open) =>
    open.map((figures): RowAnswer => {
      if (!figures.late || figures.baseline) return say.notWithoutBaseline(figures);
      const told = say.lateWithoutBaseline(figures.late);
      return {
        ...told,
        conclusion: { verdict: 'no-evidence', ...told, oopsIds: firstIds(figures.late.sightings) },
      };
    }),
};

/**
 * More failed requests after the outage than the baseline explains: it has not recovered, or it recovered late where the
 * stretch ends in a quiet that shows it. Two rows: of the observation, and where that is not enough of the first three
 * hours of the follow-up.
 */
export function askLateFailures(stretch: Stretch): RecoveryRow {
  const lateIn = ({ late, followUp }: RecoveryFigures) =>
    stretch === 'observation' ? late : (followUp?.late ?? null);
  return {
    name: stretch === 'observation' ? 'late failures' : 'late failures in the first three hours',
    ask(open, settings) {
      const { alpha } = settings.verdict;
      const tests = adjustTests(
        open.map((figures) => lateTest(figures, lateIn(figures))),
        alpha,
      );
      const fired = open.map((figures, index) => {
        const late = lateIn(figures);
        const test = tests[index] ?? null;
        return late && isSignificant(test) && isDoubled(figures, late) ? { figures, late, test } : null;
      });
      const quietTests = adjustTests(
        fired.map((one) => one && quietTest(one.figures, one.late, stretch, settings)),
        alpha,
      );
      return open.map((figures, index): RowAnswer => {
        const late = lateIn(figures);
        const test = tests[index] ?? null;
        if (!late || !test) return say.noLate(figures, late);
        const one = fired[index];
        if (one) {
          const conclusion = conclude(figures, late, test, quietTests[index] ?? null, settings);
          return { ...onlyTold(conclusion), conclusion };
        }
        const look = isWorthALook(test) && isDoubled(figures, late);
        return {
          ...say.lateExplained(figures, late, test),
          worthALook: look
            ? [{ type: null, of: 'not-recovered', count: late.requests, pValue: test.pValue }]
            : [],
        };
      });
    },
  };
}

/** Given how many failed requests there were in both stretches together, how likely so many late ones would be. */
export function lateTest({ baseline }: RecoveryFigures, late: LateFailures | null): RawTest | null {
  if (!late || !baseline) return null;
  const now = { count: late.requests, ms: late.ms };
  const usual = { count: baseline.failedRequests, ms: baseline.ms };
  return { name: 'conditional binomial', pValue: riseProbability(now, usual) };
}

/** Whether failed requests are at least twice as frequent as in the baseline. */
export function isDoubled({ baseline }: RecoveryFigures, late: LateFailures): boolean {
  if (!baseline) return false;
  return hasDoubled(
    { count: late.requests, ms: late.ms },
    { count: baseline.failedRequests, ms: baseline.ms },
  );
}

/** Had the failures gone on as they came so far, so long a quiet would be that unlikely; null where it may be thrown away. */
function quietTest(
  figures: RecoveryFigures,
  late: LateFailures,
  stretch: Stretch,
  settings: RecoverySettings,
): RawTest | null {
  const { end, duringMs, failedRequests } = figures;
  const last = late.sightings.at(-1)?.time;
  if (last === undefined || end === null || wereDiscarded(figures, stretch)) return null;
  const { quietMs } = late;
  if (quietMs < settings.verdict.minimumObservation || late.ordinaryAfter > 0) return null;
  const failingMs = duringMs + last - end;
  const pValue = (failingMs / (failingMs + quietMs)) ** (failedRequests + late.requests);
  return { name: 'binomial', pValue };
}

function conclude(
  figures: RecoveryFigures,
  late: LateFailures,
  test: TestResult,
  quiet: TestResult | null,
  { verdict }: RecoverySettings,
): Conclusion {
  const last = late.sightings.at(-1)?.time;
  const oopsIds = firstIds(late.sightings);
  const isQuiet =
    late.quietMs >= verdict.minimumObservation && (late.ordinaryAfter > 0 || isSignificant(quiet));
  if (!isQuiet || figures.end === null || last === undefined) {
    const told = say.notRecovered(figures, late, test);
    return { verdict: 'not-recovered', ...told, test, oopsIds };
  }
  const lagSeconds = (last - figures.end) / 1000;
  const told = say.recoveredLate(figures, late, test, quiet, lagSeconds);
  return { verdict: 'recovered-late', lagSeconds, ...told, test, oopsIds };
}
