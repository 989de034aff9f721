import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseInstant } from '../time/instant.js';
import {
  addReport,
  emptyListing,
  type FolderRole,
  faultOfKind,
  type Listing,
  listFolder,
  type SeenBefore,
} from './list-folder.js';
import { explainFileError } from './read-report-file.js';
import { isTemporaryName } from './temporary-name.js';

/** A folder, or a part of a very large one, with what in it is a report or could be one. Names are sorted. */
export interface FoundFolder extends Readonly<Listing> {
  readonly path: string;
  /** The folder's day, `YYYY-MM-DD`; null for files that were given by name and lie in no dated folder. */
  readonly date: string | null;
}

/** Looks up what is known of the files of a folder. */
export type KnownFiles = (folder: string) => SeenBefore | Promise<SeenBefore>;

export interface FindReportsOptions {
  readonly dates?: DateRange;
  readonly knownFiles?: KnownFiles;
  /** How many reports of a folder come together. */
  readonly mostReports?: number;
  /** Whether the folders that lie in the paths are left alone. */
  readonly isFlat?: boolean;
}

/** So many names take some 10 MB. */
const MOST_REPORTS = 100_000;

/**
 * Finds the reports of date-directory repositories, `ROOT/YYYY-MM-DD/FILE`, at any depth below each path, also one
 * repository inside another. A file among the paths is a report wherever it lies. Folders come in the order of their
 * names, each once, however often it was given; one with very many reports comes in several parts.
 *
 * Left alone: symbolic links to folders, `metadata` folders, and files that are still being written by their names.
 * With `dates`, folders of other days are not entered.
 */
export async function* findReports(
  paths: readonly string[],
  options: FindReportsOptions = {},
): AsyncGenerator<FoundFolder> {
  const { dates = ALL_DATES, knownFiles = () => NONE } = options;
  const { mostReports = MOST_REPORTS, isFlat = false } = options;
  const visited = new Set<string>();
  const files: string[] = [];
  for (const path of paths) {
    if (isFolder(path)) yield* walk(path, { dates, knownFiles, mostReports, isFlat }, visited);
    else files.push(path);
  }
  yield* filesByFolder(files, dates, knownFiles);
}

/** What cannot be looked at is taken for a file: why it cannot be read is then told of it. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, MAY_BE_GONE)?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

const NONE: SeenBefore = () => 'new';
const MAY_BE_GONE = { throwIfNoEntry: false } as const;

async function* walk(
  root: string,
  { dates, knownFiles, mostReports, isFlat }: Required<FindReportsOptions>,
  visited: Set<string>,
): AsyncGenerator<FoundFolder> {
  const pending: { path: string; role: FolderRole }[] = [{ path: root, role: roleOf(root) }];
  for (let folder = pending.pop(); folder; folder = pending.pop()) {
    const { path, role } = folder;
    const date = role === 'dated' ? basename(path) : null;
    if (visited.has(path) || (date !== null && !holdsDate(dates, date))) continue;
    visited.add(path);
    const folders: string[] = [];
    const seen = role === 'dated' ? await knownFiles(path) : NONE;
    for (const listing of listFolder(path, role, seen, mostReports)) {
      listing.reports.sort();
      listing.exports.sort();
      for (const name of listing.folders) folders.push(name);
      if (role !== 'other' || listing.fault !== null || listing.exports.length > 0) {
        yield { path, date, ...listing };
      }
    }
    if (isFlat) return;
    for (const name of folders.sort().reverse()) {
      pending.push({ path: join(path, name), role: role === 'metadata' ? role : roleOf(name) });
    }
  }
}

/** A path that is itself called `metadata` is entered: whoever gives it means it. */
function roleOf(name: string): FolderRole {
  if (name === 'metadata') return 'metadata';
  return dateOfFolder(basename(name)) === null ? 'other' : 'dated';
}

/** Gathers the files by folder, because what is known of a folder is looked up as a whole. */
async function* filesByFolder(
  files: readonly string[],
  dates: DateRange,
  knownFiles: KnownFiles,
): AsyncGenerator<FoundFolder> {
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    const names = folders.get(dirname(file)) ?? new Set();
    folders.set(dirname(file), names.add(basename(file)));
  }
  for (const [path, names] of folders) {
    const date = dateOfFolder(basename(path));
    if (date !== null && !holdsDate(dates, date)) continue;
    const seen = await knownFiles(path);
    const listing = emptyListing();
    for (const name of [...names].sort()) addGivenFile(listing, path, name, seen);
    yield { path, date, ...listing };
  }
}

function addGivenFile(listing: Listing, folder: string, name: string, seen: SeenBefore): void {
  const before = isTemporaryName(name) ? null : seen(name);
  if (before === null) listing.skipped++;
  else if (before === 'same') listing.known++;
  else {
    const fault = faultOfFile(join(folder, name));
    if (fault !== null) listing.unreadable.set(name, fault);
    else addReport(listing, name, before);
  }
}

function faultOfFile(path: string): string | null {
  try {
    const stats = statSync(path, MAY_BE_GONE);
    return stats ? faultOfKind(stats) : null;
  } catch (error) {
    return explainFileError(error);
  }
}

/** Days by date, `YYYY-MM-DD`, both ends inside; null where it is open. */
export interface DateRange {
  readonly since: string | null;
  readonly until: string | null;
}

/** Every day. */
export const ALL_DATES: DateRange = { since: null, until: null };

/** Whether a range holds a day. */
export function holdsDate({ since, until }: DateRange, date: string): boolean {
  return (since === null || since <= date) && (until === null || date <= until);
}

/**
 * The day that a folder of a date-directory repository is of: its name, or null when that is no day of the calendar.
 *
 * @example
 * dateOfFolder('2011-09-08'); // '2011-09-08'
 * dateOfFolder('2011-02-30'); // null
 */
export function dateOfFolder(name: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(name) && parseInstant(name) !== null ? name : null;
}
