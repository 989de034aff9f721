import type { OutageEvidence } from '../analysis/evidence.js';
import type { Storm } from '../analysis/storms.js';
import { judgeOutage, type OutageJudgement } from '../analysis/verdict.js';
import type { Outage } from '../outages/outage.js';
import type { DeploymentRun } from '../outages/window-log/deployment-log/deployment-run.js';
import { type ClockMargin, measureClockMargin } from './clocks/clock-margin.js';
import { type ClockOffset, gatherClockOffsets } from './clocks/clock-offsets.js';
import { type CourseTimes, gatherCourseTimes } from './course-times.js';
import { type FailureCandidate, findFailureCandidates } from './failures/failure-candidates.js';
import { gatherEvidence } from './gather-evidence.js';
import type { ReportContext } from './report-context.js';
import { gatherOwnStorm } from './storms.js';

/** All that the report of an outage tells: it asks for nothing more. */
export interface OutageFindings {
  readonly outage: Outage;
  readonly evidence: OutageEvidence;
  readonly judgement: OutageJudgement;
  /** The deployment tool's run that made it; undefined where no log tells of one. */
  readonly run: DeploymentRun | undefined;
  readonly storm: Storm | null;
  readonly course: CourseTimes;
  readonly clockMargin: ClockMargin;
  readonly clockOffsets: readonly ClockOffset[];
  /** The traceback of the first OOPS of each unexpected signature of a system, by its id. */
  readonly tracebacks: ReadonlyMap<string, string | null>;
  /** What could be added to the expected failures, by the look of it. */
  readonly candidates: readonly FailureCandidate[];
}

/** Judges an outage by what the store knows of it, and gathers what its report tells besides. */
export async function gatherOutageFindings(context: ReportContext, outage: Outage): Promise<OutageFindings> {
  const evidence = await gatherEvidence(context, outage);
  const judgement = judgeOutage(evidence, context.config);
  return {
    outage,
    evidence,
    judgement,
    run: await context.data.deploymentRun(outage.id),
    storm: await gatherOwnStorm(context, outage),
    course: await gatherCourseTimes(context, outage.windows, evidence),
    clockMargin: await measureClockMargin(context, outage, evidence, judgement),
    clockOffsets: await gatherClockOffsets(context, outage, evidence.systems),
    tracebacks: await findTracebacks(context, judgement),
    candidates: await findFailureCandidates(context, outage, evidence, judgement),
  };
}

async function findTracebacks(
  { data }: ReportContext,
  { systems }: OutageJudgement,
): Promise<Map<string, string | null>> {
  const tracebacks = new Map<string, string | null>();
  for (const { sightings } of systems) {
    const signatures = new Set<string>();
    for (const { oopsId, signature } of sightings.unexpected) {
      const key = `${signature.type}\n${signature.value}`;
      if (signatures.has(key)) continue;
      signatures.add(key);
      const found = await data.findOops(oopsId);
      tracebacks.set(oopsId, found?.stored.oops.traceback ?? null);
    }
  }
  return tracebacks;
}
