import type { SystemEvidence } from '../../../analysis/evidence.js';
import type { FailureCheck } from '../../../analysis/failure/failure-check.js';
import type { Observation } from '../../../analysis/stretches.js';
import { countShown } from '../../../analysis/verdict.js';
import type { OutageFindings } from '../../../evidence/outage-findings.js';
import type { ReportContext } from '../../../evidence/report-context.js';
import { formatInstant } from '../../../time/instant.js';
import { covers, lengthOf, totalLength } from '../../../time/interval.js';
import { describeWindow } from '../../windows.js';
import { describeRise } from '../build-outage-report.js';
import type { ComparedStretches, OutageExplanation, WatchedCounts } from './explanation.js';
import { concludeSystem, tellPart } from './explanation-words.js';

/**
 * Lays out the whole way to the verdict on a system of an outage.
 *
 * @param named the system's name, in any case
 * @returns null when the outage holds no system of that name
 */
export function explainSystem(
  { config, observedUntil }: Pick<ReportContext, 'config' | 'observedUntil'>,
  { outage, evidence, judgement }: Pick<OutageFindings, 'outage' | 'evidence' | 'judgement'>,
  named: string,
): OutageExplanation | null {
  const isNamed = ({ system }: { readonly system: string }) => system.toUpperCase() === named.toUpperCase();
  const judged = judgement.systems.find(isNamed);
  const seen = evidence.systems.find(isNamed);
  if (!judged || !seen) return null;
  const { failure, recovery } = judged;
  const share = { ...countShown(judgement.systems), needed: config.verdict.minimumShare };
  return {
    kind: 'outage-explanation',
    outage: outage.id,
    title: outage.title,
    start: formatInstant(outage.start),
    end: outage.end === null ? null : formatInstant(outage.end),
    observedUntil: formatInstant(observedUntil),
    system: judged.system,
    windows: seen.windows.map(({ window }) => describeWindow(window, outage)),
    compared: compareStretches(seen),
    requests: judged.requests,
    discards: judged.discards,
    discardedBy: judged.discardedBy,
    failure: {
      verdict: failure.verdict,
      phase: failure.phase,
      test: failure.evidence.test,
      phases: groupByPhase(failure),
    },
    recovery: {
      verdict: recovery.verdict,
      test: recovery.evidence.test,
      rows: recovery.accounts,
      laterRise: recovery.laterRise && describeRise(recovery.laterRise),
      missingReporters: recovery.missingReporters,
    },
    worthALook: judged.worthALook,
    verdict: judged.verdict,
    conclusion: concludeSystem(judged),
    mustFail: judged.mustFail,
    outageVerdict: judgement.verdict,
    share,
    part: tellPart(judged, judgement, share),
  };
}

function groupByPhase({ accounts }: FailureCheck): OutageExplanation['failure']['phases'] {
  const phases = [...new Set(accounts.map(({ phase }) => phase))];
  return phases.map((phase) => ({
    phase,
    rows: accounts.filter((account) => account.phase === phase).map(({ phase: _, ...account }) => account),
  }));
}

function compareStretches(system: SystemEvidence): ComparedStretches {
  const { baseline, justBefore, observation, followUp, followUpCounts, afterwards } = system;
  const sum = (counts: SystemEvidence['baseline']['counts']) =>
    counts.reduce((total, { count }) => total + count, 0);
  const observed = observation ? afterwards.filter(({ time }) => covers(observation.interval, time)) : [];
  return {
    baseline: {
      seconds: totalLength(baseline.intervals) / 1000,
      oopses: sum(baseline.counts),
      outageFailures: sum(baseline.counts.filter(({ isOutageFailure }) => isOutageFailure)),
    },
    justBefore: justBefore && {
      seconds: justBefore.lengthMs / 1000,
      oopses: justBefore.count,
      outageFailures: justBefore.count - justBefore.ordinary,
    },
    observation:
      observation &&
      describeWatched(
        observation,
        observed.length,
        observed.filter(({ isOutageFailure }) => !isOutageFailure).length,
      ),
    followUp:
      followUp && followUpCounts && describeWatched(followUp, followUpCounts.count, followUpCounts.ordinary),
  };
}

function describeWatched({ interval, cutBy }: Observation, oopses: number, ordinary: number): WatchedCounts {
  return {
    start: formatInstant(interval.start),
    end: formatInstant(interval.end),
    seconds: lengthOf(interval) / 1000,
    oopses,
    outageFailures: oopses - ordinary,
    cutBy,
  };
}
