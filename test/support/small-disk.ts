import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/**
 * Mounts a disk of so many KB on a folder, until the test ends. Returns whether that could be done: only root can, and in
 * most containers nobody.
 */
export function mountSmallDisk(folder: string, kilobytes: number): boolean {
  const options = `size=${kilobytes}k`;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return false;
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  return true;
}
