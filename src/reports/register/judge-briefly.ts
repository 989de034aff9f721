import type { FailureVerdict } from '../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../analysis/recovery/recovery-row.js';
import { judgeOutage, type SystemJudgement, type Verdict } from '../../analysis/verdict.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';

/** How an outage went, without the OOPSes that say so: a thousand of them can be kept. */
export interface JudgedOutage {
  readonly verdict: Verdict;
  /** By name. */
  readonly systems: readonly JudgedSystem[];
}

/** How a system went through an outage. */
export interface JudgedSystem extends Pick<SystemJudgement, 'system' | 'phase' | 'verdict' | 'discards'> {
  readonly failure: BriefFailure;
  readonly recovery: { readonly verdict: RecoveryVerdict; readonly lagSeconds: number | null };
}

interface BriefFailure {
  readonly verdict: FailureVerdict;
  /** How many of its OOPSes belong to the outage's windows, by what they mean there. */
  readonly expected: number;
  readonly background: number;
  readonly unexpected: number;
}

/** Says how an outage went. */
export type JudgeOutage = (outage: Outage) => Promise<JudgedOutage>;

/**
 * Makes what judges outages, each once.
 *
 * @param known what was judged before, by the outages' ids, of the same data and config
 */
export function createJudge(context: ReportContext, known = new Map<string, JudgedOutage>()): JudgeOutage {
  return async (outage) => {
    const found = known.get(outage.id);
    if (found) return found;
    const { verdict, systems } = judgeOutage(await gatherEvidence(context, outage), context.config);
    const judged = { verdict, systems: systems.map(abridge) };
    known.set(outage.id, judged);
    return judged;
  };
}

function abridge({ system, phase, verdict, discards, failure, recovery }: SystemJudgement): JudgedSystem {
  const { expected, background, unexpected } = failure;
  return {
    ...{ system, phase, verdict, discards },
    failure: { verdict: failure.verdict, expected, background, unexpected },
    recovery: { verdict: recovery.verdict, lagSeconds: recovery.lagSeconds },
  };
}
