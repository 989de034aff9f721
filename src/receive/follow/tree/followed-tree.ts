import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isNamedExport } from '../../../ingest/ingest.js';
import { listFolder } from '../../../sources/list-folder.js';
import { explainFileError } from '../../../sources/read-report-file.js';
import {
  createFollowedFile,
  type FollowedFile,
  fileStateOf,
  isToBeRead,
  rotatedFrom,
} from './followed-file.js';
import { createFollowedFolder, type FollowedFolder, isScanned, noteLook } from './followed-folder.js';
import { type FollowedRoot, inodeOf } from './followed-root.js';
import type { WatchedFolders } from './watch-folders.js';
import { createWatchedTree } from './watched-tree.js';

/** All that is followed, and what of it has changed. */
export interface FollowedTree {
  readonly roots: readonly FollowedRoot[];
  readonly folders: ReadonlyMap<string, FollowedFolder>;
  readonly files: ReadonlyMap<string, FollowedFile>;
  /**
   * Asks the file system for the times of change of each folder and file, and goes into folders that came: some
   * microseconds each, and whatever was lost of events is found by it.
   *
   * @param wall milliseconds since the Unix epoch
   * @param at of a steady clock
   */
  check(wall: number, at: number): Promise<void>;
  /** The same of one file, of which an event told. */
  checkFile(file: FollowedFile, wall: number): void;
  /** Adds what lies in a folder that is followed; what is followed already stays as it is. */
  add(folder: FollowedFolder, found: Found): void;
}

/** Names of folders and exports in a folder. */
export interface Found {
  readonly folders: Iterable<string>;
  readonly exports: Iterable<string>;
}

const MAY_BE_GONE = { throwIfNoEntry: false } as const;

/** Makes the tree of what was named, of which nothing is known before the first check. */
export function createFollowedTree(paths: readonly string[], watched: WatchedFolders): FollowedTree {
  const roots = [...new Set(paths)].map((path): FollowedRoot => ({ path, fault: null }));
  const folders = new Map<string, FollowedFolder>();
  const files = new Map<string, FollowedFile>();
  const watching = createWatchedTree(watched, folders);

  function drop(path: string): void {
    folders.delete(path);
    watched.unwatch(path);
  }

  /** It is watched before anybody looks into it, so that nothing comes between. */
  function enterFolder(path: string, root: FollowedRoot, stats: Stats): void {
    const folder = createFollowedFolder(path, root, stats);
    watching.watchFolder(folder, stats);
    folders.set(path, folder);
  }

  function addFolder(path: string, root: FollowedRoot): void {
    if (folders.has(path) || basename(path) === 'metadata') return;
    const stats = statOf(path);
    if (stats?.isDirectory()) enterFolder(path, root, stats);
  }

  function addFile(path: string, root: FollowedRoot, isExport: boolean): void {
    const stats = files.has(path) ? undefined : statOf(path);
    if (stats) files.set(path, createFollowedFile(path, root, isExport, stats));
  }

  function add({ path, root }: FollowedFolder, found: Found): void {
    for (const name of found.folders) addFolder(join(path, name), root);
    for (const name of found.exports) addFile(join(path, name), root, true);
  }

  async function checkRoot(root: FollowedRoot): Promise<void> {
    try {
      const { path } = root;
      const stats = statSync(path);
      accessSync(path, stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
      root.fault = null;
      if (stats.isDirectory()) {
        files.delete(path);
        if (!folders.has(path)) enterFolder(path, root, stats);
      } else if (!files.has(path)) {
        addFile(path, root, await isNamedExport(path));
        watching.watchFile(path, stats);
      }
    } catch (error) {
      root.fault = explainFileError(error);
    }
  }

  async function checkFolder(folder: FollowedFolder, wall: number, at: number): Promise<void> {
    const { path, root, marks } = folder;
    const stats = statSync(path, MAY_BE_GONE);
    if (!stats?.isDirectory()) return drop(path);
    if (inodeOf(stats) !== folder.inode) {
      drop(path);
      return enterFolder(path, root, stats);
    }
    marks.note(`${stats.mtimeMs} ${stats.ctimeMs}`, at);
    if (!folder.isDated && marks.dueAt <= at) await lookInto(folder, wall, at);
    else if (marks.dueAt === Number.POSITIVE_INFINITY && isScanned(folder)) folder.knownUntil = wall;
  }

  /** Of a folder without a day, only what lies in it: folders, and exports. */
  async function lookInto(folder: FollowedFolder, wall: number, at: number): Promise<void> {
    for (const listing of listFolder(folder.path, 'other', () => 'new', Number.POSITIVE_INFINITY)) {
      add(folder, listing);
      folder.fault = listing.fault;
      await nextTurn();
    }
    if (folder.fault === null) noteLook(folder, at, wall);
  }

  /** A folder of which not even that can be asked is looked at again, until it can be. */
  async function tryFolder(folder: FollowedFolder, wall: number, at: number): Promise<void> {
    try {
      await checkFolder(folder, wall, at);
    } catch (error) {
      folder.fault = explainFileError(error);
      folder.marks.noteChange(at);
    }
  }

  function checkFile(file: FollowedFile, wall: number): void {
    const { path, root } = file;
    const stats = statSync(path, MAY_BE_GONE);
    if (path === root.path && (!stats || inodeOf(stats) !== file.state.inode)) {
      for (const other of rotatedFrom(file)) addFile(other, root, true);
    }
    if (!stats) return void files.delete(path);
    file.state = fileStateOf(stats);
    if (root.fault === null && !isToBeRead(file)) file.knownUntil = wall;
  }

  /** A file that cannot be looked at is as it was: what lies above it says why. */
  function tryFile(file: FollowedFile, wall: number): void {
    try {
      checkFile(file, wall);
    } catch (error) {
      // Throws what is no fault of the file.
      explainFileError(error);
    }
  }

  return {
    roots,
    folders,
    files,
    async check(wall, at) {
      for (const root of roots) await checkRoot(root);
      for (const folder of folders.values()) await tryFolder(folder, wall, at);
      for (const file of files.values()) tryFile(file, wall);
    },
    checkFile: tryFile,
    add,
  };
}

/** What cannot be looked at is left until it can be. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, MAY_BE_GONE);
  } catch {
    return undefined;
  }
}
