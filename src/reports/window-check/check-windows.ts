import type { Knowledge } from '../../evidence/report-context.js';
import { type Interval, overlaps } from '../../time/interval.js';
import { checkOutage, checkOverlaps } from './check-log.js';
import { checkAgainstReports, checkUnrecordedStorms } from './check-storms.js';
import { FINDING_KINDS, type Finding } from './finding.js';

/**
 * Checks the window log of an interval against itself, the schedule and the reports. By outage in the order of the log,
 * then by kind; storms that no window covers last.
 */
export function checkWindows(knowledge: Knowledge, interval: Interval): Finding[] {
  const { outages, config } = knowledge;
  const chosen = outages.filter(({ windows }) =>
    windows.some(({ start, end }) =>
      overlaps(interval, { start, end: end ?? start + config.attribution.openWindowCap }),
    ),
  );
  const overlapping = checkOverlaps(knowledge);
  const findings = chosen.flatMap((outage) =>
    [
      ...checkOutage(knowledge, outage),
      ...overlapping.filter((finding) => finding.outage === outage.id),
      ...checkAgainstReports(knowledge, outage),
    ].sort((a, b) => FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind)),
  );
  return [...findings, ...checkUnrecordedStorms(knowledge, interval)];
}
