import type { FailureVerdict } from '../../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../../analysis/recovery/recovery-row.js';
import type { Verdict } from '../../../analysis/verdict.js';
import { compareText } from '../../../text/compare-text.js';
import type { FailureModeGroup, OutageReport, ReportedSystem } from '../outage-report.js';

/** One outage held against another, as plain data. `before` is what it is compared with. */
export interface OutageComparison {
  readonly kind: 'outage-comparison';
  readonly outage: string;
  readonly comparedWith: string;
  /** What can be said in numbers; a smaller one is better. */
  readonly figures: readonly Figure[];
  /** Events that were thrown away before anybody could count: with any, the counts of that outage are the least there were. */
  readonly discards: { readonly before: number; readonly after: number };
  /** By name; every system of either outage. */
  readonly systems: readonly ComparedSystem[];
  /** Failure modes of the one outage that the other had not, the most frequent first. */
  readonly appeared: readonly ComparedMode[];
  readonly gone: readonly ComparedMode[];
}

export const FIGURES = [
  'durationSeconds',
  'overheadSeconds',
  'systemsNotAsExpected',
  'oopses',
  'unexpectedOopses',
  'worstLagSeconds',
] as const;

export interface Figure {
  readonly name: (typeof FIGURES)[number];
  /** Null where it is not known. */
  readonly before: number | null;
  readonly after: number | null;
  /** after - before; null where either is not known. */
  readonly change: number | null;
}

export interface SystemState {
  readonly verdict: Verdict;
  readonly failure: FailureVerdict;
  readonly recovery: RecoveryVerdict;
  readonly lagSeconds: number | null;
  readonly oopses: number;
}

export interface ComparedSystem {
  readonly system: string;
  /** Null where the outage did not hold it. */
  readonly before: SystemState | null;
  readonly after: SystemState | null;
  /** `unknown` where either verdict is open, or the system is in one of the outages only. */
  readonly change: 'better' | 'worse' | 'same' | 'unknown';
}

export type ComparedMode = Pick<FailureModeGroup, 'type' | 'value' | 'disposition' | 'count' | 'systems'>;

/** Holds an outage against another, so that "this one was worse" is a fact. */
export function compareOutages(report: OutageReport, before: OutageReport): OutageComparison {
  const names = [...new Set([...before.systems, ...report.systems].map(({ system }) => system))];
  return {
    kind: 'outage-comparison',
    outage: report.outage,
    comparedWith: before.outage,
    figures: FIGURES.map((name) => compareFigure(name, FIGURE_OF[name](before), FIGURE_OF[name](report))),
    discards: { before: countDiscarded(before), after: countDiscarded(report) },
    systems: names.sort(compareText).map((system) => compareSystem(system, before, report)),
    appeared: modesMissingIn(report, before),
    gone: modesMissingIn(before, report),
  };
}

function countDiscarded({ systems }: OutageReport): number {
  return systems.reduce((sum, { discards }) => sum + discards, 0);
}

const FIGURE_OF: Readonly<Record<Figure['name'], (report: OutageReport) => number | null>> = {
  durationSeconds: ({ durationSeconds }) => durationSeconds,
  overheadSeconds: ({ budget }) => budget.overheadSeconds,
  systemsNotAsExpected: ({ systems }) =>
    systems.filter(({ verdict }) => verdict === 'not-as-expected').length,
  oopses: ({ counts }) => counts.attributed,
  unexpectedOopses: ({ counts }) => counts.unexpected,
  worstLagSeconds: ({ systems }) => {
    const lags = systems.flatMap(({ recovery }) => recovery.lagSeconds ?? []);
    return lags.length > 0 ? Math.max(...lags) : null;
  },
};

function compareFigure(name: Figure['name'], before: number | null, after: number | null): Figure {
  const change = before === null || after === null ? null : Number((after - before).toFixed(6));
  return { name, before, after, change };
}

function compareSystem(system: string, before: OutageReport, after: OutageReport): ComparedSystem {
  const states = [stateIn(before, system), stateIn(after, system)] as const;
  return { system, before: states[0], after: states[1], change: changeOf(...states) };
}

function stateIn({ systems }: OutageReport, name: string): SystemState | null {
  const found = systems.find(({ system }) => system === name);
  return found ? describeState(found) : null;
}

function describeState({ verdict, failure, recovery }: ReportedSystem): SystemState {
  return {
    verdict,
    failure: failure.verdict,
    recovery: recovery.verdict,
    lagSeconds: recovery.lagSeconds,
    oopses: failure.expected + failure.background + failure.unexpected,
  };
}

function changeOf(before: SystemState | null, after: SystemState | null): ComparedSystem['change'] {
  if (!before || !after || before.verdict === 'inconclusive' || after.verdict === 'inconclusive')
    return 'unknown';
  if (before.verdict === after.verdict) return 'same';
  return after.verdict === 'as-expected' ? 'better' : 'worse';
}

function modesMissingIn(report: OutageReport, other: OutageReport): ComparedMode[] {
  const known = new Set(other.failureModes.map(modeKey));
  return report.failureModes
    .filter((mode) => !known.has(modeKey(mode)))
    .map(({ type, value, disposition, count, systems }) => ({ type, value, disposition, count, systems }));
}

function modeKey({ type, value }: FailureModeGroup): string {
  return JSON.stringify([type, value]);
}
