import type { Knowledge } from '../../evidence/knowledge.js';
import type { Outage } from '../../outages/outage.js';
import { formatDuration } from '../../time/duration.js';
import { formatInstant } from '../../time/instant.js';

/** What a reader must know before trusting an outage report. */
export function remarksOn(outage: Outage, { config, firstOopsAt, observedUntil }: Knowledge): string[] {
  const remarks: string[] = [];
  const { openWindowCap } = config.attribution;
  for (const window of outage.windows) {
    if (window.end !== null || window.start + openWindowCap > observedUntil) continue;
    remarks.push(
      `Somebody forgot to close the ${window.phase} window that opened at ${formatInstant(window.start)}: nothing is ` +
        `attributed to it past ${formatDuration(openWindowCap)}. Record its end in the window log.`,
    );
  }
  if (observedUntil <= 0) {
    remarks.push(
      'No repository has been read in full yet, so nothing can be said of what came after the outage.',
    );
  }
  if (firstOopsAt === null) remarks.push('The database holds no OOPS: ingest the reports first.');
  return remarks;
}
