import type { Knowledge } from '../../evidence/knowledge.js';
import type { Outage } from '../../outages/outage.js';
import { remarkOnForgottenWindows } from '../forgotten-windows.js';

/** What a reader must know before trusting an outage report. */
export function remarksOn(outage: Outage, knowledge: Knowledge): string[] {
  const remarks = remarkOnForgottenWindows(outage.windows, knowledge);
  if (knowledge.observedUntil <= 0) {
    remarks.push(
      'No repository has been read in full yet, so nothing can be said of what came after the outage.',
    );
  }
  if (knowledge.firstOopsAt === null) remarks.push('The database holds no OOPS: ingest the reports first.');
  return remarks;
}
