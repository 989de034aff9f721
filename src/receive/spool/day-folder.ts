import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDate } from '../../time/instant.js';

/**
 * The folder of a spool for what arrives at a moment, made when it is missing: that of its day, UTC, as in any
 * date-directory repository. It lasts, also when the power fails.
 *
 * @param root an absolute path
 * @example
 * await makeDayFolder('/var/spool/oopses', Date.parse('2026-11-27T08:53:05Z')); // '/var/spool/oopses/2026-11-27'
 */
export async function makeDayFolder(root: string, time: number): Promise<string> {
  const folder = join(root, formatDate(time));
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(root);
  return folder;
}

/** Has what was made, renamed or removed in a folder last, also when the power fails. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
