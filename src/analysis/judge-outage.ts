import type { AttributionSettings, VerdictSettings } from '../config/config.js';
import type { Phase } from '../outages/outage-window.js';
import { type DisposedSighting, disposeSightings } from './disposition.js';
import { checkFailure, type FailureCheck } from './failure-check.js';
import type { OutageEvidence, Sighting } from './outage-evidence.js';
import { checkRecoveries, type RecoveryCheck } from './recovery-check.js';
import { outageVerdict, systemVerdict, type Verdict } from './verdict.js';

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
