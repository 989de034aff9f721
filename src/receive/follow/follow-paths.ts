import { join } from 'node:path';
import { STANDARD_INPUT } from '../../sources/exports/export-stream.js';
import { isTemporaryName } from '../../sources/temporary-name.js';
import { createSteadyClock } from '../../time/steady-clock.js';
import { UserError } from '../../user-error.js';
import { createFigures, type Intake } from '../intake.js';
import type { LiveStore } from '../live-store.js';
import { createOccasionalRemark } from '../occasional-remark.js';
import { createWakeUp } from '../wake-up.js';
import { createEvents } from './events.js';
import { createFaultRemarks } from './fault-remarks.js';
import { createFollower } from './follower.js';
import { type FollowedReading, openLoadings } from './loadings.js';
import { createFollowedTree } from './tree/followed-tree.js';
import { createWatchedFolders, type WatchFolder } from './tree/watch-folders.js';

export interface FollowOptions extends FollowedReading {
  readonly store: LiveStore;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly onRemark: (remark: string) => void;
  /** Has it told what happens in a folder, instead of the system. */
  readonly watch?: WatchFolder;
}

/** After an event, in milliseconds, others that come with it may follow. */
const COMPANY = 20;

/**
 * Follows folders, exports and logs: loads what is in them and what is written to them, as soon as it has settled. Events
 * of the file system only say where to look first: what they miss, as when the kernel's queue is full or others write over
 * a network, the times of change tell, which are asked every few seconds.
 *
 * @param paths absolute paths
 */
export function followPaths(paths: readonly string[], options: FollowOptions): Intake {
  if (paths.includes(STANDARD_INPUT)) {
    throw new UserError('- cannot be followed: ingest - reads it until it ends. Leave out - or --follow.');
  }
  const figures = createFigures();

  async function run(stop: AbortSignal, onReady: () => void): Promise<void> {
    const { now, sleep } = options;
    const onRemark = createOccasionalRemark(options.onRemark, now);
    const steady = createSteadyClock(now);
    const wakeUp = createWakeUp(sleep);
    const events = createEvents();
    const watched = createWatchedFolders({
      onEvent,
      onRemark,
      ...(options.watch && { watch: options.watch }),
    });
    const tree = createFollowedTree(paths, watched);
    const remarks = createFaultRemarks(tree, options.onRemark);

    /** What is beside a file that was named is no concern of ours. */
    function onEvent(folder: string, name: string | null): void {
      if (name !== null) {
        if (isTemporaryName(name)) return;
        const path = join(folder, name);
        if (!tree.folders.has(folder) && !tree.files.has(path) && !paths.includes(path)) return;
      }
      events.note(folder, name);
      wakeUp.wake();
    }

    stop.addEventListener('abort', wakeUp.wake, { once: true });
    try {
      const loadings = await openLoadings({ ...options, figures, stop, onRemark });
      const follower = createFollower({ tree, watched, events, loadings, figures, now, steady, stop });
      for (let isReady = false; !stop.aborted; isReady = true) {
        await follower.look();
        remarks.tell(steady());
        if (!isReady) onReady();
        await wakeUp.wait(follower.dueAt - steady());
        if (!stop.aborted) await sleep(COMPANY, stop).catch(() => {});
      }
    } catch (error) {
      if (!stop.aborted) throw error;
    } finally {
      stop.removeEventListener('abort', wakeUp.wake);
      watched.close();
    }
  }

  return { name: paths.join(', '), figures, run };
}
