import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isExportName } from '../sources/exports/export-file.js';
import type { IngestExportOptions } from './ingest-export.js';
import { type IngestContext, ingestInSteps } from './ingest-folders.js';
import { type IngestSummary, Tally } from './tally.js';

/** How many files are read before others may act, such as what listens to signals. */
const STEPS_AT_ONCE = 16;

/**
 * Loads all that can be named to it: repositories, single reports, and exports. See `ingest` and `ingestExport`.
 *
 * @param paths absolute paths; what is not there is as if it had not been given
 */
export async function ingestPaths(
  context: IngestContext,
  paths: readonly string[],
  options: IngestExportOptions = {},
): Promise<IngestSummary> {
  const startedAt = context.now();
  const tally = new Tally();
  const exports = new Set(paths.filter(isExport));
  const others = paths.filter((path) => !exports.has(path));
  await takeSteps(ingestInSteps(context, others, options, tally), options.signal);
  if (exports.size > 0) {
    // Loaded only here: what reads CSV is not needed every five minutes.
    const { ingestExport } = await import('./ingest-export.js');
    for (const path of exports) await ingestExport(context, path, options, tally);
  }
  return tally.summary(context.now() - startedAt);
}

/** Takes all steps, or those until it is to stop. */
async function takeSteps(steps: Iterable<unknown>, signal?: AbortSignal): Promise<void> {
  let count = 0;
  for (const _ of steps) {
    if (++count % STEPS_AT_ONCE === 0) await nextTurn();
    signal?.throwIfAborted();
  }
}

/** A folder is a repository, whatever its name. */
function isExport(path: string): boolean {
  return isExportName(path) && !statSync(path, { throwIfNoEntry: false })?.isDirectory();
}
