import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder that goes with this process at the latest, however that ends. */
export interface VanishingFolder {
  readonly path: string;
  /** Removes it now. */
  remove(): Promise<void>;
}

/** Waits until nobody can write to it any more, then removes; again when somebody who is just being killed still wrote there. */
const REMOVE = 'cat; for _ in 1 2 3 4 5; do rm -rf -- "$0" && exit; sleep 1; done';

/** Makes such a folder. A shell watches over it that outlives whoever is interrupted or killed. */
export function makeVanishingFolder(): VanishingFolder {
  const path = mkdtempSync(join(tmpdir(), 'oops-report-clickhouse-'));
  const watch = spawn('sh', ['-c', REMOVE, path], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(watch, 'close');
  watch.unref();
  (watch.stdin as Socket).unref();
  return {
    path,
    async remove() {
      watch.ref();
      watch.stdin.end();
      await ended;
    },
  };
}
