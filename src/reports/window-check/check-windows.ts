import type { ReportContext } from '../../evidence/report-context.js';
import { endOrCap } from '../../outages/window.js';
import { type Interval, overlaps } from '../../time/interval.js';
import { checkOutage, checkOverlaps } from './check-log.js';
import { checkAgainstReports, checkUnrecordedStorms } from './check-storms.js';
import { FINDING_KINDS, type Finding } from './finding.js';

/**
 * Checks the window log of an interval against itself, the schedule and the reports. By outage in the order of the log,
 * then by kind; storms that no window covers last.
 */
export async function checkWindows(context: ReportContext, interval: Interval): Promise<Finding[]> {
  const { outages, config } = context;
  const chosen = outages.filter(({ windows }) =>
    windows.some((window) =>
      overlaps(interval, { start: window.start, end: endOrCap(window, config.attribution.openWindowCap) }),
    ),
  );
  const overlapping = checkOverlaps(context);
  const findings: Finding[] = [];
  for (const outage of chosen) {
    const run = await context.data.deploymentRun(outage.id);
    const own = [
      ...checkOutage(context, outage, run),
      ...overlapping.filter((finding) => finding.outage === outage.id),
      ...(await checkAgainstReports(context, outage)),
    ];
    findings.push(...own.sort((a, b) => FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind)));
  }
  return [...findings, ...(await checkUnrecordedStorms(context, interval))];
}
