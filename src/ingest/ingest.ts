import { existsSync, statSync } from 'node:fs';
import { isExportName } from '../sources/exports/formats.js';
import { ALL_DATES } from '../sources/find-reports.js';
import { createFoundExports } from './found-exports.js';
import type { ExportReading } from './ingest-export.js';
import { type IngestContext, ingestFolders } from './ingest-folders.js';
import type { IngestExportOptions } from './read-export.js';
import { recordExportReading } from './record-export-readings.js';
import { type IngestSummary, Tally } from './tally.js';

/**
 * Loads all that can be named to it: repositories, single reports, exports and logs, and folders of those. See
 * `ingestFolders` and `ingestExport`.
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
  const others = paths.filter((path) => !isExport(path));
  const found = createFoundExports(others);
  for (const path of paths) if (isExport(path)) found.addNamed(path);
  await ingestFolders(context, others, { ...options, found }, tally);
  for (const { path, isRepository, exports } of found.sources()) {
    // Loaded only here: what reads exports is not needed every five minutes.
    const { ingestExport } = await import('./ingest-export.js');
    tally.exports += exports.length;
    const readings: (ExportReading | null)[] = [];
    for (const file of exports) readings.push(await ingestExport(context, file, options, tally));
    if (isRepository || (options.dates ?? ALL_DATES) !== ALL_DATES) continue;
    const loading = { startedAt, clock: context.now, exists: existsSync };
    await context.store.load(loading, (loader) => recordExportReading(loader, { path, readings }, startedAt));
  }
  return tally.summary(context.now() - startedAt);
}

/** A folder is a repository, whatever its name. */
function isExport(path: string): boolean {
  return isExportName(path) && !statSync(path, { throwIfNoEntry: false })?.isDirectory();
}
