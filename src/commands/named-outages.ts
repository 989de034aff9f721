import type { ReportContext } from '../evidence/report-context.js';
import { findOutages } from '../outages/find-outages.js';
import type { Outage } from '../outages/outage.js';
import { UserError } from '../user-error.js';

/** The outages that a user names, at least one. Throws a UserError when there is none of that name. */
export function findNamed(reportContext: ReportContext, named: string, now: number): Outage[] {
  const outages = findOutages(reportContext.outages, named, reportContext.asOf ?? now);
  if (outages.length === 0) throw new UserError(describeMissing(reportContext, named));
  return outages;
}

/** Says that there is no outage of a name, and which there are. */
export function describeMissing({ outages }: ReportContext, named: string): string {
  if (outages.length === 0) {
    return 'The window log is empty. Load one with oops-report windows import FILE.';
  }
  const known = outages.slice(-3).map(({ id }) => id);
  return `There is no outage ${named}. The last ones are ${known.join(', ')}; list all with oops-report windows list.`;
}
