import { statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { STANDARD_INPUT } from '../sources/exports/export-stream.js';
import { dateOfFolder } from '../sources/find-reports.js';
import { listFolder } from '../sources/list-folder.js';
import type { Snapshot } from '../store/snapshot.js';
import type { IngestSummary } from './tally.js';

/** What could be read, at the end of every complaint. */
const NEEDED =
  'Name a repository (folders such as 2011-09-08 with a report in each file), a report, an export (.ndjson, .json, .csv, .envelope) or a log (.log) of JSON lines.';

/**
 * Says in one line what was found and what is needed, when nothing of what was given could be read. Null when something
 * was, now or before; when all of it is too young to be read; and when days are there and nothing was written on them.
 */
export async function complainOfNothing(
  data: Snapshot,
  paths: readonly string[],
  summary: IngestSummary,
): Promise<string | null> {
  const { loaded, known, notErrors, rejected, skipped, unsettled, rejects, unreadableFolders } = summary;
  if (loaded + known + notErrors > 0 || unreadableFolders.length > 0) return null;
  const [first] = rejects;
  if (first) {
    const more = rejected > 1 ? `, and ${rejected - 1} more` : '';
    return `nothing could be read: ${first.path}: ${first.reason}${more}. ${NEEDED}`;
  }
  if (unsettled > 0) return null;
  for (const path of paths) if (await isKnownToBeQuiet(data, path)) return null;
  const found = paths.map(describePath);
  const names = skipped > 0 ? `; ${skipped} skipped for hidden or temporary names` : '';
  return `nothing could be read: ${found.join('; ')}${names}. ${NEEDED}`;
}

function describePath(path: string): string {
  if (path === STANDARD_INPUT) return 'standard input holds no report';
  return isFolder(path) ? describeFolder(path) : `${path} holds no report`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether something is known to hold reports, and has none just now. */
async function isKnownToBeQuiet(data: Snapshot, path: string): Promise<boolean> {
  const sources = await data.sources();
  if (sources.some((source) => source.path === path)) return true;
  return isFolder(path) && ((await data.hasFilesWithin(path)) || hasDays(path));
}

/** Whether a folder is of a day, or has one in it, at any depth. */
function hasDays(folder: string): boolean {
  if (dateOfFolder(basename(folder)) !== null) return true;
  return subfolders(folder).some((name) => hasDays(join(folder, name)));
}

function subfolders(folder: string): string[] {
  return [...listFolder(folder, 'other', () => 'new', 1)].flatMap(({ folders }) => folders);
}

/** What lies in a folder that is no repository. */
function describeFolder(folder: string): string {
  const names = [...listFolder(folder, 'dated', () => 'new', Number.POSITIVE_INFINITY)].flatMap(
    ({ reports }) => reports,
  );
  if (names.length === 0) return `${folder} has no folder of a day in it`;
  const endings = [...new Set(names.map((name) => extname(name) || 'no ending'))].sort().slice(0, 5);
  const files = names.length === 1 ? '1 file' : `${names.length} files`;
  return `${folder} has no folder of a day in it, but ${files} (${endings.join(', ')})`;
}
