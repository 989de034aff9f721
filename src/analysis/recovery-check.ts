import type { DisposedSystem } from './disposition.js';
import type { Evidence, OutageEvidence, TestResult } from './outage-evidence.js';
import { measureRecovery, type RecoveryFigures } from './recovery-figures.js';
import type { RecoveryVerdict } from './recovery-rows.js';
import {
  type Conclusion,
  concludeAtLast,
  RECOVERY_ROWS,
  type RecoveryRow,
  type RecoverySettings,
} from './recovery-rows.js';
import { adjustPValues } from './statistics.js';

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
