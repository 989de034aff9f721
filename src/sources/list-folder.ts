import { type Dirent, opendirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isExportName } from './exports/formats.js';
import { explainFileError, isGone } from './read-report-file.js';
import { isTemporaryName } from './temporary-name.js';

/** What a folder can be to a search for reports: one of a day, the description of a repository, or any other. */
export type FolderRole = 'dated' | 'metadata' | 'other';

/** Stands for what a file said when it was read before. Only the store that gave it knows what it means. */
export type Earlier = string | number;

/** What is known of a file: nothing, that it is as it was read, or that it has changed since and what it said before. */
export type Seen = 'new' | 'same' | { readonly changed: Earlier };

/** Says what is known of a file, by its name in its folder. */
export type SeenBefore = (name: string) => Seen;

/** What lies directly in a folder, or a part of it. */
export interface Listing {
  /** Names of the files to read, in the order of the disk. */
  readonly reports: string[];
  /** Those of them that were read before and have changed since, with what they said. */
  readonly changed: Map<string, Earlier>;
  /** Names of what looks like a report and cannot be opened as one, with the reason. */
  readonly unreadable: Map<string, string>;
  readonly folders: string[];
  /** Names of exports and logs, which have a report a row. */
  readonly exports: string[];
  /** How many files are as they were read before. */
  known: number;
  /** How many files are no reports by their name. */
  skipped: number;
  /** Why the folder could not be listed, or not to its end; null when all is well. */
  fault: string | null;
}

/** Entries that the system is asked for at once: the default of 32 makes listing a large folder three times as slow. */
const ENTRIES_AT_ONCE = 1024;

/** After so many known files the caller is given what was counted, because he may want to stop. */
const KNOWN_AT_ONCE = 10_000;

/**
 * Lists a folder as a stream of entries. Known files are only counted. A folder with very many reports comes in parts,
 * each of at most `mostReports`, so that a million names are never in memory together; so does one with very many known
 * files, because each of them may have to be looked at.
 */
export function* listFolder(
  path: string,
  role: FolderRole,
  seen: SeenBefore,
  mostReports: number,
): Generator<Listing> {
  let listing = emptyListing();
  try {
    const folder = opendirSync(path, { bufferSize: ENTRIES_AT_ONCE });
    try {
      for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
        if (listing.reports.length === mostReports) {
          yield listing;
          listing = emptyListing();
        }
        if (listing.known === KNOWN_AT_ONCE) {
          yield { ...emptyListing(), known: listing.known };
          listing.known = 0;
        }
        if (entry.isDirectory()) listing.folders.push(entry.name);
        else if (role === 'metadata') listing.skipped++;
        else if (isExport(path, entry)) listing.exports.push(entry.name);
        else if (role === 'dated') addFile(listing, path, entry, seen);
      }
    } finally {
      folder.closeSync();
    }
  } catch (error) {
    // A folder that was pruned while we looked is as if it had never been.
    if (!isGone(error)) listing.fault = explainFileError(error);
  }
  yield listing;
}

/** A listing to be filled. */
export function emptyListing(): Listing {
  return {
    reports: [],
    changed: new Map(),
    unreadable: new Map(),
    folders: [],
    exports: [],
    known: 0,
    skipped: 0,
    fault: null,
  };
}

/**
 * Why something that is no regular file cannot be a report, or null when it is one. A pipe or a device is never opened:
 * that alone could wait for ever, or do something.
 */
export function faultOfKind(file: Dirent | Stats): string | null {
  if (file.isFile()) return null;
  if (file.isFIFO()) return 'is a named pipe';
  if (file.isSocket()) return 'is a socket';
  return 'is a device';
}

/** A link to an export is followed as one to a report is. */
function isExport(folder: string, entry: Dirent): boolean {
  if (!isExportName(entry.name) || isTemporaryName(entry.name)) return false;
  return entry.isSymbolicLink() ? faultOfLink(join(folder, entry.name)) === null : entry.isFile();
}

function addFile(listing: Listing, folder: string, entry: Dirent, seen: SeenBefore): void {
  const { name } = entry;
  if (isTemporaryName(name)) {
    listing.skipped++;
    return;
  }
  const before = seen(name);
  if (before === 'same') {
    listing.known++;
    return;
  }
  const fault = entry.isSymbolicLink() ? faultOfLink(join(folder, name)) : faultOfKind(entry);
  if (fault === null) addReport(listing, name, before);
  else if (fault !== LINK_TO_FOLDER) listing.unreadable.set(name, fault);
}

/** Adds a file that is to be read. */
export function addReport(listing: Pick<Listing, 'reports' | 'changed'>, name: string, before: Seen): void {
  listing.reports.push(name);
  if (typeof before === 'object') listing.changed.set(name, before.changed);
}

/** Links to folders are not followed, so that nothing is read twice and no circle is walked. */
const LINK_TO_FOLDER = 'is a link to a folder';

function faultOfLink(path: string): string | null {
  try {
    const target = statSync(path);
    return target.isDirectory() ? LINK_TO_FOLDER : faultOfKind(target);
  } catch (error) {
    return isGone(error) ? 'is a symbolic link to nothing' : explainFileError(error);
  }
}
