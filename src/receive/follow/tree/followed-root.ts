import type { Stats } from 'node:fs';

/** Something that was named to be followed. */
export interface FollowedRoot {
  readonly path: string;
  /** Why it cannot be read; null where it can. */
  fault: string | null;
}

/** What tells a file or folder from another one in its place. */
export function inodeOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}
