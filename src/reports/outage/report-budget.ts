import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { budgetOf, faultsOfSchedule, type ScheduleFault } from '../../outages/schedule.js';
import type { DeploymentRun } from '../../outages/window-log/deployment-log/deployment-run.js';
import { formatDuration } from '../../time/duration.js';
import type { ReportedBudget } from './outage-report.js';

/** Holds an outage against its budget and the schedule; the patches' share is known where a deployment log tells. */
export function reportBudget(
  { config, outages, observedUntil }: Pick<ReportContext, 'config' | 'outages' | 'observedUntil'>,
  outage: Outage,
  run: DeploymentRun | undefined,
): ReportedBudget {
  const { seconds, source } = budgetOf(outage, config.schedule);
  const { durationSeconds } = outage;
  const patchSeconds = run ? rounded(run.patches.reduce((sum, patch) => sum + patch.seconds, 0)) : null;
  const faults = config.schedule
    ? faultsOfSchedule(outage, config.schedule, { outages, patchSeconds, until: observedUntil })
    : [];
  return {
    budgetSeconds: seconds,
    source,
    durationSeconds,
    overSeconds: durationSeconds === null ? null : rounded(durationSeconds - seconds),
    patchSeconds,
    overheadSeconds:
      durationSeconds === null || patchSeconds === null ? null : rounded(durationSeconds - patchSeconds),
    scheduleFaults: faults.map(describeFault),
  };
}

/** What an outage does that the schedule does not allow, in a sentence. */
function describeFault(fault: ScheduleFault): string {
  const span = (seconds: number) => formatDuration(seconds * 1000);
  switch (fault.kind) {
    case 'outside-slots':
      return 'It began outside every slot of the schedule.';
    case 'blackout':
      return `It fell on ${fault.date}, a blackout date.`;
    case 'day-total':
      return `The downtime of ${fault.date} is ${span(fault.seconds)} in all, above the ${span(fault.allowedSeconds)} a day allowed.`;
    case 'patch-budget':
      return `Its patches took ${span(fault.seconds)}, above the ${span(fault.allowedSeconds)} allowed.`;
    default:
      return fault satisfies never;
  }
}

/** Without the noise of binary fractions: microseconds are the finest that a log tells. */
function rounded(seconds: number): number {
  return Number(seconds.toFixed(6));
}
