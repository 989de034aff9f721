import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import type { Phase } from '../outages/window.js';
import type { Discard } from '../store/records.js';
import { countDiscards, type DiscardTally, tallyDiscards } from './discards.js';
import { type DisposedSightings, disposeSightings } from './disposition.js';
import type { OutageEvidence, Sighting, SystemEvidence, WorthALook } from './evidence.js';
import { checkFailure, type FailureCheck } from './failure/failure-check.js';
import type { FailureVerdict } from './failure/finding.js';
import { checkRecoveries, type RecoveryCheck } from './recovery/recovery-check.js';
import type { RecoveryVerdict } from './recovery/recovery-row.js';
import { countRequests } from './requests.js';

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
  'partly-silent',
  'elevated',
];
/** Those that say that it did. */
export const GOOD_FAILURES: readonly FailureVerdict[] = [
  'failed-as-expected',
  'stayed-silent',
  'unaffected',
  'allowed',
];

/** The verdict on one system: whatever it did in the outage, it must have recovered. */
export function systemVerdict(failure: FailureVerdict, recovery: RecoveryVerdict): Verdict {
  if (BAD_FAILURES.includes(failure) || BAD_RECOVERIES.includes(recovery)) return 'not-as-expected';
  return GOOD_FAILURES.includes(failure) && recovery === 'recovered' ? 'as-expected' : 'inconclusive';
}

/** What the verdict on an outage follows from. */
interface JudgedSystem {
  readonly verdict: Verdict;
  readonly recovery: { readonly verdict: RecoveryVerdict };
  /** A downtime window of the outage holds it, and should touch it. */
  readonly mustFail: boolean;
}

/**
 * The verdict on an outage, from those on its systems: as expected only when at least a share of those that had to fail
 * showed it, or of all of them where none had to.
 */
export function outageVerdict(systems: readonly JudgedSystem[], minimumShare: number): Verdict {
  if (systems.some(({ verdict }) => verdict === 'not-as-expected')) return 'not-as-expected';
  const isUndecided = systems.some(
    ({ recovery }) => recovery.verdict === 'ongoing' || recovery.verdict === 'too-early',
  );
  if (isUndecided) return 'inconclusive';
  const { shown, asked } = countShown(systems);
  return shown > 0 && shown >= minimumShare * asked ? 'as-expected' : 'inconclusive';
}

/** How many of the systems that had to fail, or of all where none had to, are as expected. */
export function countShown(systems: readonly Omit<JudgedSystem, 'recovery'>[]): ShownCounts {
  const failing = systems.filter(({ mustFail }) => mustFail);
  const asked = failing.length > 0 ? failing : systems;
  return { shown: asked.filter(({ verdict }) => verdict === 'as-expected').length, asked: asked.length };
}

export interface ShownCounts {
  readonly shown: number;
  readonly asked: number;
}

/** What is to be said of one system of an outage. */
export interface SystemJudgement {
  readonly system: string;
  /** The phase that decided what the system had to do. */
  readonly phase: Phase;
  readonly verdict: Verdict;
  /** A downtime window of the outage holds it, and should touch it. */
  readonly mustFail: boolean;
  readonly failure: FailureCheck;
  readonly recovery: RecoveryCheck;
  /** The OOPSes that belong to the outage's windows. */
  readonly sightings: DisposedSightings;
  readonly newSightings: readonly Sighting[];
  /** Requests among the OOPSes that belong to the outage's windows. */
  readonly requests: number;
  /** Events that its reporters threw away in the windows and the observation: with any, counts are lower bounds. */
  readonly discards: number;
  /** Which of them threw away how many, and why; the most first. */
  readonly discardedBy: readonly DiscardTally[];
  /** What only the adjustment for many tests kept from being a finding. */
  readonly worthALook: readonly WorthALook[];
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
  const recoveries = checkRecoveries(evidence, settings);
  const systems = evidence.systems.flatMap((system, index) => {
    const [own, recovery] = [disposed[index], recoveries[index]];
    if (!own || !recovery) return [];
    const failure = checkFailure(system, own, evidence.observedUntil, settings);
    const discards = discardsToObservation(system);
    return [
      {
        system: system.system,
        phase: failure.phase,
        verdict: systemVerdict(failure.verdict, recovery.verdict),
        mustFail:
          system.during === 'fails' && system.windows.some(({ window }) => window.phase === 'downtime'),
        failure,
        recovery,
        sightings: own.sightings,
        newSightings: system.newSightings,
        requests: countRequests(system.attributed),
        discards: countDiscards(discards),
        discardedBy: tallyDiscards(discards),
        worthALook: [...failure.worthALook, ...recovery.worthALook],
      },
    ];
  });
  systems.sort((a, b) => (a.system < b.system ? -1 : 1));
  return { verdict: outageVerdict(systems, settings.verdict.minimumShare), systems };
}

function discardsToObservation({ discards, observation }: SystemEvidence): readonly Discard[] {
  const until = observation?.interval.end ?? Number.POSITIVE_INFINITY;
  return discards.filter(({ minute }) => minute < until);
}
