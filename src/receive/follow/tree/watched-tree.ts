import type { Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FollowedFolder } from './followed-folder.js';
import { sharedFileSystemOf } from './network-folder.js';
import type { WatchedFolders } from './watch-folders.js';

/** Chooses which folders of a tree are watched: those of which the system sees all, the latest days first. */
export interface WatchedTree {
  watchFolder(folder: FollowedFolder, stats: Stats): void;
  /** Watches the folder of a file that was named: the file itself can be rotated away. */
  watchFile(path: string, stats: Stats): void;
}

/** Makes it for the folders of a tree, which may become more. */
export function createWatchedTree(
  watched: WatchedFolders,
  folders: ReadonlyMap<string, FollowedFolder>,
): WatchedTree {
  const isShared = new Map<number, boolean>();

  function canBeWatched({ dev }: Stats, path: string): boolean {
    const answer = isShared.get(dev) ?? sharedFileSystemOf(path) !== null;
    isShared.set(dev, answer);
    return !answer;
  }

  function watchInsteadOfOlder(path: string): void {
    let oldest = path;
    for (const { path: other, isDated } of folders.values()) {
      if (isDated && watched.isWatched(other) && basename(other) < basename(oldest)) oldest = other;
    }
    if (oldest === path) return;
    watched.unwatch(oldest);
    watched.watch(path);
  }

  return {
    watchFolder({ path, isDated }, stats) {
      if (!canBeWatched(stats, path) || watched.watch(path)) return;
      if (isDated) watchInsteadOfOlder(path);
    },
    watchFile(path, stats) {
      const folder = dirname(path);
      if (canBeWatched(stats, folder) && !watched.isWatched(folder)) watched.watch(folder);
    },
  };
}
