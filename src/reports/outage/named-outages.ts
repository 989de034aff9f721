import type { ReportContext } from '../../evidence/report-context.js';
import { findOutages } from '../../outages/find-outages.js';
import { describeMissingOutage } from '../../outages/missing-outage.js';
import type { Outage } from '../../outages/outage.js';
import { nearestNames } from '../../text/nearest-names.js';
import { formatDate } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import { readDay } from '../../time/moment.js';
import { UserError } from '../../user-error.js';

/** The outages that a user names, at least one. Throws a UserError when there is none of that name. */
export function findNamed(reportContext: ReportContext, named: string, now: number): Outage[] {
  const outages = findOutages(reportContext.outages, named, reportContext.asOf ?? now);
  if (outages.length === 0) throw new UserError(describeMissing(reportContext, named, now));
  return outages;
}

/** Says that there is no outage of a name or day, and which there are. */
function describeMissing({ outages, asOf }: ReportContext, named: string, now: number): string {
  if (outages.length === 0) {
    return 'The window log is empty. Load one with oops-report windows import FILE.';
  }
  const day = readDay(named, { now: asOf ?? now });
  if (typeof day === 'string') return `There is no outage ${named}, and as a day it ${day}`;
  const ids = outages.map(({ id }) => id);
  const last = `The last ones are ${ids.slice(-3).join(', ')}; list all with oops-report windows list.`;
  if (day !== null) return `There is no outage on ${describeDay(named, day)}. ${last}`;
  const isLikeNone = nearestNames(named, ids).length === 0;
  return isLikeNone ? `There is no outage ${named}. ${last}` : describeMissingOutage(named, ids);
}

/** The day as it was written, with its date where that is another. */
function describeDay(named: string, { start }: Interval): string {
  const date = formatDate(start);
  return named === date ? date : `${named} (${date})`;
}
