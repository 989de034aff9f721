import { statSync } from 'node:fs';
import { UserError } from '../../../user-error.js';
import type { Db } from '../db.js';

/**
 * Makes what tells whether an open database is still the file at its path. One that was moved, replaced or deleted can be written
 * as before, and nobody would find there what was written: then it throws a UserError.
 */
export function createPlaceCheck(db: Db): () => void {
  if (db.memory) return () => {};
  const inode = inodeOf(db.name);
  return () => {
    if (inodeOf(db.name) === inode) return;
    throw new UserError(
      `${db.name}: was moved, replaced or deleted while it was in use. Put it back, or start the program again.`,
    );
  };
}

/** Null: there is no file. */
function inodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}
