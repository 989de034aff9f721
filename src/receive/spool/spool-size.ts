import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A size that is measured is good for so long, in milliseconds; one that took long to measure, for longer. */
const GOOD_FOR = 60_000;
/** It takes so much of the time at most. */
const SHARE = 0.02;

/**
 * Makes what tells how large a spool is: the bytes of all files in it. Whoever asks first waits until it is measured. After that
 * the answer is at hand, and is measured anew in the background when it is old.
 *
 * @param root an absolute path; what is not there, or goes meanwhile, has no size
 */
export function createSpoolSize(root: string, now: () => number): () => Promise<number> {
  let known: number | null = null;
  let measuring: Promise<number> | null = null;
  let dueAt = Number.NEGATIVE_INFINITY;

  async function measure(): Promise<number> {
    const startedAt = now();
    try {
      known = await sizeOf(root);
      return known;
    } finally {
      dueAt = now() + Math.max(GOOD_FOR, (now() - startedAt) / SHARE);
      measuring = null;
    }
  }

  return async () => {
    if (now() >= dueAt) measuring ??= measure();
    if (known !== null) return known;
    return measuring ?? measure();
  };
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) bytes += await sizeOf(path);
      else if (entry.isFile()) bytes += await sizeOfFile(path);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return bytes;
}

/** A file with several names in the spool, as one that waits to be loaded has, counts once. */
async function sizeOfFile(path: string): Promise<number> {
  const stats = await stat(path).catch(() => null);
  return stats ? stats.size / stats.nlink : 0;
}
