import type { IngestSummary } from '../../ingest/tally.js';
import { plural, toLine } from '../../reports/layout/text.js';

/** How many rejects the summary names. */
const REJECTS_SHOWN = 5;

/** What an ingest did, for people. The first rejects are named; `rejects` lists them all. */
export function describeSummary(summary: IngestSummary): string {
  const {
    found,
    loaded,
    known,
    rejected,
    skipped,
    unsettled,
    notErrors,
    firstTime,
    lastTime,
    elapsedSeconds,
  } = summary;
  const things = summary.exports > 0 ? plural(found, 'file or row', 'files and rows') : plural(found, 'file');
  const files = `${things}: ${loaded} loaded, ${known} known, ${rejected} rejected, ${skipped} skipped`;
  const seconds = `${Number(elapsedSeconds.toFixed(1))} s`;
  const lines = [`${files} (${seconds}).`];
  if (notErrors > 0) lines.push(`${plural(notErrors, 'more row is no error', 'more rows are no errors')}.`);
  if (firstTime !== null && lastTime !== null)
    lines.push(`They were written from ${firstTime} to ${lastTime}.`);
  if (unsettled > 0) {
    lines.push(
      `${plural(unsettled, 'file')} too young to be read, left for the next run (--settle 0 reads all).`,
    );
  }
  for (const { path, reason } of summary.rejects.slice(0, REJECTS_SHOWN))
    lines.push(`rejected: ${path}: ${reason}`);
  if (rejected > REJECTS_SHOWN) {
    lines.push(`and ${rejected - REJECTS_SHOWN} more: list them with oops-report rejects.`);
  }
  for (const { path, reason } of summary.unreadableFolders) lines.push(`not read: ${path}: ${reason}`);
  return `${lines.map(toLine).join('\n')}\n`;
}
