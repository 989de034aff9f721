import { statSync } from 'node:fs';
import { isExportName } from '../sources/exports/export-file.js';
import type { IngestExportOptions } from './ingest-export.js';
import { type IngestContext, ingestFolders } from './ingest-folders.js';
import { type IngestSummary, Tally } from './tally.js';

/**
 * Loads all that can be named to it: repositories, single reports, and exports. See `ingestFolders` and `ingestExport`.
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
  await ingestFolders(context, others, options, tally);
  if (exports.size > 0) {
    // Loaded only here: what reads CSV is not needed every five minutes.
    const { ingestExport } = await import('./ingest-export.js');
    for (const path of exports) await ingestExport(context, path, options, tally);
  }
  return tally.summary(context.now() - startedAt);
}

/** A folder is a repository, whatever its name. */
function isExport(path: string): boolean {
  return isExportName(path) && !statSync(path, { throwIfNoEntry: false })?.isDirectory();
}
