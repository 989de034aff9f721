import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import type { Phase } from '../outages/window.js';
import { type DisposedSighting, disposeSightings } from './disposition.js';
import type { OutageEvidence, Sighting } from './evidence.js';
import { checkFailure, type FailureCheck } from './failure-check.js';
import type { FailureVerdict } from './failure-rows.js';
import { checkRecoveries, type RecoveryCheck, type RecoveryVerdict } from './recovery-check.js';

export const VERDICTS = ['as-expected', 'not-as-expected', 'inconclusive'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The failure verdicts that say that a system did not do what it should. */
export const BAD_FAILURES: readonly FailureVerdict[] = [
  'failed-unexpectedly',
  'did-not-fail',
  'not-shut-down',
  'affected',
];
/** The recovery verdicts that say so. */
export const BAD_RECOVERIES: readonly RecoveryVerdict[] = [
  'not-recovered',
  'recovered-late',
  'silent',
  'elevated',
];
const QUIET_FAILURES: readonly FailureVerdict[] = ['stayed-silent', 'unaffected', 'allowed'];

/** The verdict on one system. A system that had nothing to recover from need not prove that it did. */
export function systemVerdict(failure: FailureVerdict, recovery: RecoveryVerdict): Verdict {
  if (BAD_FAILURES.includes(failure) || BAD_RECOVERIES.includes(recovery)) return 'not-as-expected';
  if (failure === 'failed-as-expected' && recovery === 'recovered') return 'as-expected';
  const recoveryIsFine = recovery === 'recovered' || recovery === 'no-evidence';
  return QUIET_FAILURES.includes(failure) && recoveryIsFine ? 'as-expected' : 'inconclusive';
}

/** The verdict on an outage, from those on its systems. */
export function outageVerdict(
  systems: readonly { readonly verdict: Verdict; readonly recovery: { readonly verdict: RecoveryVerdict } }[],
): Verdict {
  if (systems.some(({ verdict }) => verdict === 'not-as-expected')) return 'not-as-expected';
  const isUndecided = systems.some(
    ({ recovery }) => recovery.verdict === 'ongoing' || recovery.verdict === 'too-early',
  );
  if (isUndecided || !systems.some(({ verdict }) => verdict === 'as-expected')) return 'inconclusive';
  return 'as-expected';
}

/** What is to be said of one system of an outage. */
export interface SystemJudgement {
  readonly system: string;
  /** The phase that decided what the system had to do. */
  readonly phase: Phase;
  readonly verdict: Verdict;
  readonly failure: FailureCheck;
  readonly recovery: RecoveryCheck;
  /** The OOPSes that belong to the outage's windows, by time. */
  readonly sightings: readonly DisposedSighting[];
  readonly newSightings: readonly Sighting[];
}

/** What is to be said of an outage. */
export interface OutageJudgement {
  readonly verdict: Verdict;
  /** By name. */
  readonly systems: readonly SystemJudgement[];
}

/** Judges an outage: every system's failure and recovery, and what follows for the whole. */
export function judgeOutage(
  evidence: OutageEvidence,
  settings: { readonly attribution: AttributionSettings; readonly verdict: VerdictSettings },
): OutageJudgement {
  const disposed = disposeSightings(evidence, settings);
  const recoveries = checkRecoveries(evidence, disposed, settings);
  const systems = evidence.systems.flatMap((system, index) => {
    const [own, recovery] = [disposed[index], recoveries[index]];
    if (!own || !recovery) return [];
    const failure = checkFailure(system, own, evidence.observedUntil, settings.attribution);
    return [
      {
        system: system.system,
        phase: failure.phase,
        verdict: systemVerdict(failure.verdict, recovery.verdict),
        failure,
        recovery,
        sightings: own.sightings,
        newSightings: system.newSightings,
      },
    ];
  });
  systems.sort((a, b) => (a.system < b.system ? -1 : 1));
  return { verdict: outageVerdict(systems), systems };
}
