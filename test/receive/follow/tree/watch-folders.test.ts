import { EventEmitter } from 'node:events';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWatchedFolders, type WatchFolder } from '../../../../src/receive/follow/tree/watch-folders.js';
import { addFiles, makeFolder } from '../../../support/temporary-folder.js';

function watchedWith(options: { watch?: WatchFolder; most?: number }) {
  const remarks: string[] = [];
  const watched = createWatchedFolders({
    onEvent() {},
    onRemark: (remark) => remarks.push(remark),
    ...options,
  });
  return { watched, remarks };
}

/** As the system would, with a number of watches that it gives. */
function scarce(count: number, code = 'ENOSPC') {
  const open = new Set<string>();
  const watch: WatchFolder = (path) => {
    if (open.size >= count) throw Object.assign(new Error(code), { code });
    open.add(path);
    return Object.assign(new EventEmitter(), { close: () => open.delete(path) }) as unknown as FSWatcher;
  };
  return { watch, open };
}

describe('watched folders', () => {
  it('tell of what happens in each, until they are watched no more', async () => {
    const [a, b] = [makeFolder(), makeFolder()];
    const heard: string[] = [];
    let tell = () => {};
    const watched = createWatchedFolders({
      onEvent(folder, name) {
        heard.push(`${folder}/${name}`);
        tell();
      },
      onRemark() {},
    });
    expect([watched.watch(a), watched.watch(b), watched.watch(join(a, 'gone'))]).toEqual([true, true, false]);
    watched.unwatch(a);
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    addFiles(a, { x: '' });
    addFiles(b, { y: '' });
    await told;
    watched.close();
    expect([...new Set(heard)]).toEqual([join(b, 'y')]);
  });

  it.each([
    ['ENOSPC', 'fs.inotify.max_user_watches'],
    ['EMFILE', 'fs.inotify.max_user_instances'],
  ])('say once that the system has none left: %s', (code, limit) => {
    const { watched, remarks } = watchedWith({ watch: scarce(1, code).watch });
    expect(['/a', '/b', '/c'].map(watched.watch)).toEqual([true, false, false]);
    expect(['/a', '/b'].map(watched.isWatched)).toEqual([true, false]);
    expect(remarks).toEqual([
      `The system has no watches left: some folders are looked at every few seconds instead. Raise ${limit}.`,
    ]);
  });

  it('are no more than a number, and watched anew where they were', () => {
    const { watch, open } = scarce(9);
    const { watched, remarks } = watchedWith({ watch, most: 2 });
    expect(['/a', '/b', '/c', '/a'].map(watched.watch)).toEqual([true, true, false, true]);
    expect([[...open], remarks]).toEqual([['/b', '/a'], []]);
    watched.close();
    expect(open.size).toBe(0);
  });
});
