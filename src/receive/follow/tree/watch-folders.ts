import { type FSWatcher, watch } from 'node:fs';

export interface WatchFoldersOptions {
  /** Told that something happened to a name in a folder; null where the system does not say to which. */
  readonly onEvent: (folder: string, name: string | null) => void;
  readonly onRemark: (remark: string) => void;
  /** How many folders are watched at most. */
  readonly most?: number;
  readonly watch?: WatchFolder;
}

/** Has a listener told what happens in a folder: `watch` of `node:fs`. */
export type WatchFolder = (path: string, listener: (event: string, name: string | null) => void) => FSWatcher;

/** Watches folders. What it tells is a wake-up and no more: a full queue of the kernel loses events without a word. */
export interface WatchedFolders {
  /** Watches a folder, anew where that is watched already. Returns whether it can be. */
  watch(path: string): boolean;
  unwatch(path: string): void;
  isWatched(path: string): boolean;
  close(): void;
}

/** The kernel gives a user some thousands, and others need them too. */
const MOST = 2000;

const OUT_OF_WATCHES: Readonly<Record<string, string>> = {
  ENOSPC: 'fs.inotify.max_user_watches',
  EMFILE: 'fs.inotify.max_user_instances',
};

/** Makes what watches none yet. Where the system has no watches left, that is told once, and the folders have to be polled. */
export function createWatchedFolders({
  onEvent,
  onRemark,
  most = MOST,
  watch: watchFolder = watch,
}: WatchFoldersOptions): WatchedFolders {
  const watchers = new Map<string, FSWatcher>();
  let isTold = false;

  function unwatch(path: string): void {
    watchers.get(path)?.close();
    watchers.delete(path);
  }

  function explain(error: unknown): void {
    const limit = OUT_OF_WATCHES[(error as NodeJS.ErrnoException).code ?? ''];
    if (limit === undefined || isTold) return;
    isTold = true;
    onRemark(
      `The system has no watches left: some folders are looked at every few seconds instead. Raise ${limit}.`,
    );
  }

  return {
    watch(path) {
      unwatch(path);
      if (watchers.size >= most) return false;
      try {
        const watcher = watchFolder(path, (_, name) => onEvent(path, name));
        watcher.on('error', (error) => {
          explain(error);
          unwatch(path);
        });
        watchers.set(path, watcher);
        return true;
      } catch (error) {
        explain(error);
        return false;
      }
    },
    unwatch,
    isWatched: (path) => watchers.has(path),
    close() {
      for (const path of [...watchers.keys()]) unwatch(path);
    },
  };
}
