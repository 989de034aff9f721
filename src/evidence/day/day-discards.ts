import { type DiscardTally, tallyDiscards } from '../../analysis/discards.js';
import type { Interval } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';

/** What was thrown away in a period by a reporter for a reason, with the system of that reporter. */
export interface DayDiscard extends DiscardTally {
  readonly system: string;
}

/**
 * What reporters of the selected systems said they threw away in the minutes that begin in a period, so that a day has as
 * many as its hours together. A reporter can have been muted from the beginning, and then it wrote no OOPS at all.
 */
export async function gatherDayDiscards(
  { data, systemOf }: Pick<ReportContext, 'data' | 'systemOf'>,
  period: Interval,
  isSelected: (system: string) => boolean,
): Promise<DayDiscard[]> {
  return tallyDiscards(await data.discards(period))
    .map((tally) => ({ system: systemOf(tally.reporter), ...tally }))
    .filter(({ system }) => isSelected(system));
}
