import { setImmediate as nextTurn } from 'node:timers/promises';
import { listFolder } from '../../sources/list-folder.js';
import type { ArrivalLoading } from './arrival-loading.js';
import type { Loadings } from './loadings.js';
import { type FollowedFolder, needScan, noteLook } from './tree/followed-folder.js';
import type { FollowedTree } from './tree/followed-tree.js';

export interface FolderLooksOptions {
  readonly tree: FollowedTree;
  readonly loadings: Loadings;
  readonly arrivals: ArrivalLoading;
  readonly now: () => number;
  /** Only goes on, in milliseconds. */
  readonly steady: () => number;
  readonly stop: AbortSignal;
}

/** The two ways of looking into the folder of a day. */
export interface FolderLooks {
  /** Finds the names that are new, by the names alone: half a second of a million. */
  lookForNew(folder: FollowedFolder): Promise<void>;
  /** Looks at every file, and loads those that are new or have changed: some seconds of a million. */
  scan(folder: FollowedFolder): Promise<void>;
}

/** So many new names wait at most before they are loaded. */
const NAMES_AT_ONCE = 20_000;

/** Makes them. */
export function createFolderLooks(options: FolderLooksOptions): FolderLooks {
  const { tree, loadings, arrivals, now, steady, stop } = options;

  return {
    async lookForNew(folder) {
      const [at, wall] = [steady(), now()];
      const wasUnreadable = folder.fault !== null;
      const names = await arrivals.namesOf(folder);
      const seen = (name: string) =>
        names.has(name) || arrivals.isWaiting(folder, name) ? ('same' as const) : ('new' as const);
      for (const listing of listFolder(folder.path, 'dated', seen, NAMES_AT_ONCE)) {
        for (const name of listing.reports) arrivals.notice(folder, name);
        // Whatever stands in their way, a scan says it, and not every look.
        if (listing.unreadable.size > 0) needScan(folder);
        for (const name of listing.unreadable.keys()) names.add(name);
        tree.add(folder, listing);
        folder.fault = listing.fault;
        if (arrivals.size >= NAMES_AT_ONCE) await arrivals.loadDue();
        await nextTurn();
        stop.throwIfAborted();
      }
      if (folder.fault !== null) return;
      if (wasUnreadable) needScan(folder);
      noteLook(folder, at, wall);
    },
    async scan(folder) {
      const [at, wall] = [steady(), now()];
      // What is noticed from now on may come too late for it.
      folder.scan = null;
      const scanned = await loadings.scanFolder(folder.path);
      tree.add(folder, scanned);
      arrivals.noteRead(scanned, folder);
      folder.fault = scanned.fault;
      if (folder.fault === null) noteLook(folder, at, wall);
      else needScan(folder);
    },
  };
}
