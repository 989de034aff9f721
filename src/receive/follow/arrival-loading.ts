import { basename, dirname, join } from 'node:path';
import type { FileStamp } from '../../sources/read-report-file.js';
import { createArrivals, lookAtName, restOfYouth } from './arrivals.js';
import type { Loadings, ReadFiles } from './loadings.js';
import { type FollowedFolder, needScan } from './tree/followed-folder.js';
import type { NameSet } from './tree/name-set.js';

export interface ArrivalLoadingOptions {
  readonly folders: ReadonlyMap<string, FollowedFolder>;
  readonly loadings: Loadings;
  readonly now: () => number;
  /** Only goes on, in milliseconds. */
  readonly steady: () => number;
  readonly stop: AbortSignal;
}

/** Loads the files that were noticed, without looking at all the others in their folders. */
export interface ArrivalLoading {
  /** Takes a name in a folder of a day, of which an event told, or which a look found. */
  notice(folder: FollowedFolder, name: string): void;
  /** Takes what was read otherwise: what is too young is loaded once it has settled. */
  noteRead(read: ReadFiles, folder?: FollowedFolder): void;
  /** The names in a folder that were read. */
  namesOf(folder: FollowedFolder): Promise<NameSet>;
  isWaiting(folder: FollowedFolder, name: string): boolean;
  /** Loads what has settled. */
  loadDue(): Promise<void>;
  /** When the next one has settled, of the steady clock; infinity where none waits. */
  readonly dueAt: number;
  /** How many wait until they have settled. */
  readonly size: number;
}

/** So many are loaded in one go: about what takes half a second, in which others have to wait. */
const FILES_AT_ONCE = 2000;

/** Makes it, with none noticed. */
export function createArrivalLoading(options: ArrivalLoadingOptions): ArrivalLoading {
  const { folders, loadings, now, steady, stop } = options;
  const arrivals = createArrivals();

  function add(path: string, { modifiedAt }: FileStamp): void {
    arrivals.add(path, steady() + restOfYouth(modifiedAt, loadings.settle, now()));
  }

  async function namesOf(folder: FollowedFolder): Promise<NameSet> {
    folder.names ??= await loadings.knownNames(folder.path);
    return folder.names;
  }

  /** What was there before has perhaps changed: a scan finds that out. */
  async function isNew(path: string): Promise<boolean> {
    const folder = folderOf(path);
    if (!folder) return false;
    const isKnown = (await namesOf(folder)).has(basename(path));
    if (isKnown) needScan(folder);
    return !isKnown;
  }

  function folderOf(path: string): FollowedFolder | undefined {
    return folders.get(dirname(path));
  }

  function noteRead({ loaded, young }: ReadFiles): void {
    for (const [path, stamp] of loaded ?? []) {
      arrivals.noteLoaded(path, stamp);
      folderOf(path)?.names?.add(basename(path));
    }
    for (const [path, stamp] of young) add(path, stamp);
  }

  async function loadNew(added: readonly string[]): Promise<void> {
    const read = await loadings.loadNew(added);
    noteRead(read);
    // What was gone, or could not be opened, is for a scan from now on.
    for (const path of added) if (!read.young.has(path)) folderOf(path)?.names?.add(basename(path));
  }

  return {
    notice(folder, name) {
      const path = join(folder.path, name);
      const noticed = lookAtName(path);
      if (noticed.kind === 'folder') folder.marks.noteChange(steady());
      else if (noticed.kind === 'other') needScan(folder);
      else if (noticed.kind === 'file' && !arrivals.isLoaded(path, noticed.stamp)) add(path, noticed.stamp);
    },
    noteRead(read, folder) {
      if (folder && read.loaded === null) folder.names = null;
      noteRead(read);
    },
    namesOf,
    isWaiting: (folder, name) => arrivals.has(join(folder.path, name)),
    async loadDue() {
      const at = steady();
      for (;;) {
        const due = arrivals.take(at, FILES_AT_ONCE);
        if (due.length === 0) return;
        const added: string[] = [];
        for (const path of due) if (await isNew(path)) added.push(path);
        if (added.length > 0) await loadNew(added);
        stop.throwIfAborted();
      }
    },
    get dueAt() {
      return arrivals.dueAt;
    },
    get size() {
      return arrivals.size;
    },
  };
}
