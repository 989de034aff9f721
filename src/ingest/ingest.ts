import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { beginsAsJson } from '../sources/exports/begins-as-json.js';
import { STANDARD_INPUT } from '../sources/exports/export-stream.js';
import { isExportName } from '../sources/exports/formats.js';
import { ALL_DATES } from '../sources/find-reports.js';
import { isTemporaryName } from '../sources/temporary-name.js';
import { createFoundExports, type FoundSource } from './exports/found-exports.js';
import type { ExportReading } from './exports/ingest-export.js';
import type { IngestExportOptions } from './exports/read-export.js';
import { recordExportReading } from './exports/record-export-readings.js';
import { type IngestContext, ingestFolders } from './ingest-folders.js';
import { type IngestSummary, Tally } from './tally.js';

/** What all that can be named is loaded with. */
export interface IngestPathsOptions extends IngestExportOptions {
  /** What `-` stands for among the paths. */
  readonly stdin?: Readable;
}

/**
 * Loads all that can be named to it: repositories, single reports, exports and logs, folders of those, and standard input,
 * which comes last: it may go on for long. See `ingestFolders`, `ingestExport` and `ingestStream`.
 *
 * @param paths absolute paths, and `-`; what is not there is as if it had not been given
 */
export async function ingestPaths(
  context: IngestContext,
  paths: readonly string[],
  options: IngestPathsOptions = {},
): Promise<IngestSummary> {
  const startedAt = context.now();
  const tally = new Tally();
  const exports = new Set<string>();
  for (const path of paths) if (await isNamedExport(path)) exports.add(path);
  const others = paths.filter((path) => !exports.has(path) && path !== STANDARD_INPUT);
  const found = createFoundExports(others);
  for (const path of exports) found.addNamed(path);
  await ingestFolders(context, others, { ...options, found }, tally);
  for (const source of found.sources()) await ingestSource(context, source, { ...options, startedAt }, tally);
  if (paths.includes(STANDARD_INPUT) && options.stdin) {
    const { ingestStream } = await import('./exports/ingest-stream.js');
    await ingestStream(context, options.stdin, options, tally);
  }
  return tally.summary(context.now() - startedAt);
}

async function ingestSource(
  context: IngestContext,
  { path, isRepository, exports }: FoundSource,
  options: IngestExportOptions & { readonly startedAt: number },
  tally: Tally,
): Promise<void> {
  // Loaded only here: what reads exports is not needed every five minutes.
  const { ingestExport } = await import('./exports/ingest-export.js');
  tally.exports += exports.length;
  const readings: (ExportReading | null)[] = [];
  for (const file of exports) readings.push(await ingestExport(context, file, options, tally));
  const { startedAt, dates = ALL_DATES } = options;
  if (isRepository || dates !== ALL_DATES) return;
  const loading = { startedAt, clock: context.now, exists: existsSync };
  await context.store.load(loading, (loader) =>
    recordExportReading(loader, { path, exports, readings }, startedAt),
  );
}

/**
 * Whether something that was named is read as an export or a log. A folder is a repository, whatever its name; a file
 * whose name says nothing is an export if it begins as one.
 */
export async function isNamedExport(path: string): Promise<boolean> {
  if (path === STANDARD_INPUT) return false;
  if (isExportName(path)) return !statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return !isTemporaryName(basename(path)) && (await beginsAsJson(path));
}
